"""The README's lines do what the comments behind them say."""

import contextlib
import io
import pathlib
import re


def test_readme():
    text = (pathlib.Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", text, re.S)[0]
    said = [line.split("#", 1)[1].strip() for line in code.splitlines() if line.startswith("print") and "#" in line]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    lines = printed.getvalue()
    exact = [comment for comment in said if re.match(r"[\d./]+( |$)|proved", comment)]
    assert len(exact) >= 3
    for comment in exact:
        assert comment in lines
