#!/usr/bin/env python3
"""Merges the shards of a columnar atlas into Parquet, one file or several, and asks it the common questions.

    python3 atlas.py merge atlas.parquet shards/
    python3 atlas.py merge --part 7/100 parts/7.parquet shards/
    python3 atlas.py summary atlas.parquet
    python3 atlas.py sql atlas.parquet "SELECT dag FROM atlas WHERE rho = '1/2' LIMIT 9"

Needs numpy and pyarrow to merge, duckdb to ask. The shards are made by `kernelcalc atlas shard`; what the
columns mean is said in the article "A columnar atlas" of the documentation.
"""

import argparse
import hashlib
import io
import json
import os
import sys
import zipfile

# The members of a manifest in which all shards of an atlas agree.
COMMON = ["schema", "kind", "calculator", "nodes", "correlations", "rules", "digits", "unit_size"]
RULES = ["variance_only", "exact"]
ORDERS = ["below", "equal", "above", "undecided"]
AGREEMENTS = ["refuted", "proved", "", "undecided"]
# Rows that are written at a time, of one ρ.
ROW_GROUP = 500_000


class Problem(Exception):
    """What is wrong with the shards, in a sentence."""


def manifest_of(path):
    """The manifest of a shard, without its columns."""
    try:
        with zipfile.ZipFile(path) as archive:
            return json.loads(archive.read("manifest.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Problem(f"{path}: no shard of an atlas, or a damaged one: {error}") from error


def columns_of(path, manifest):
    """The arrays of a shard, each with the checksum that the manifest says."""
    import numpy

    columns = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for name, checksum in manifest["sha256"].items():
                data = archive.read(name + ".npy")
                if hashlib.sha256(data).hexdigest() != checksum:
                    raise Problem(f"{path}: column {name} does not have the checksum of its manifest")
                columns[name] = numpy.load(io.BytesIO(data), allow_pickle=False)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Problem(f"{path}: damaged: {error}") from error
    rows, points = manifest["classes"], len(manifest["correlations"])
    for name, array in columns.items():
        if array.shape not in [(rows,), (points, rows)]:
            raise Problem(f"{path}: column {name} has the shape {array.shape}")
    if int(columns["multiplicity"].sum()) != manifest["labelled_dags"]:
        raise Problem(f"{path}: its multiplicities do not add up to what the manifest says")
    # No two shards share a unit, so that no class is there twice in all if none is twice in a shard.
    index, count = shard_number(manifest)
    units = columns["place"] // numpy.uint64(manifest["unit_size"])
    if (units % numpy.uint64(count) != index - 1).any():
        raise Problem(f"{path}: a class of another shard's units")
    if (columns["place"][1:] <= columns["place"][:-1]).any():
        raise Problem(f"{path}: its classes are not in order")
    return columns


def shard_number(manifest):
    """i and n of shard i/n."""
    index, count = manifest["shard"].split("/")
    return int(index), int(count)


def checked_manifests(paths):
    """The manifests in the order of the shards, every shard once; raises Problem where that is not so."""
    manifests = [(path, manifest_of(path)) for path in paths]
    if not manifests:
        raise Problem("there are no shards")
    first = manifests[0][1]
    by_index, problems = {}, []
    count = shard_number(first)[1]
    for path, manifest in manifests:
        for member in COMMON:
            if manifest.get(member) != first.get(member):
                problems.append(
                    f"{path}: {member} {manifest.get(member)!r}, and {first.get(member)!r} in {paths[0]}")
        index, of = shard_number(manifest)
        if of != count:
            problems.append(f"{path}: shard {manifest['shard']}, and {paths[0]} is one of {count}")
        elif index in by_index:
            problems.append(f"{path}: shard {manifest['shard']} is in {by_index[index][0]} too")
        else:
            by_index[index] = (path, manifest)
    lost = [f"{index}/{count}" for index in range(1, count + 1) if index not in by_index]
    if lost:
        more = f" and {len(lost) - 20} more" if len(lost) > 20 else ""
        problems.append(f"lost: {', '.join(lost[:20])}{more}")
    labelled = sum(manifest["labelled_dags"] for _, manifest in by_index.values())
    space = 3 ** (first["nodes"] * (first["nodes"] + 1) // 2)
    if not problems and labelled != space:
        problems.append(f"the shards have {labelled} labelled DAGs in all, and the space has {space}")
    if problems:
        raise Problem("\n".join(problems))
    return [by_index[index] for index in sorted(by_index)]


def digit_strings(places, nodes):
    """The canonical digit strings of classes by their places: base-3 numbers of h(h+1)/2 digits, the places
    of complete(1), complete(2), … one after the other."""
    import numpy

    result = numpy.empty(len(places), dtype="<U32")
    start = 0
    for h in range(1, nodes + 1):
        size = 3 ** (h * (h + 1) // 2)
        mine = (places >= start) & (places < start + size)
        ranks = (places[mine] - numpy.uint64(start)).astype(numpy.int64)
        texts = numpy.full(len(ranks), "", dtype="<U32")
        for target in range(h, 0, -1):
            for _ in range(target):
                ranks, digit = numpy.divmod(ranks, 3)
                texts = numpy.char.add(digit.astype("<U1"), texts)
            if target > 1:
                texts = numpy.char.add("_", texts)
        result[mine] = texts
        start += size
    return result


def class_columns(columns, nodes):
    """What a class has whatever ρ is: digits, paths, effective depth and width."""
    import numpy

    place = columns["place"]
    polynomial = columns["polynomial"]
    paths = numpy.zeros(len(place), dtype=numpy.int64)
    edges = numpy.zeros(len(place), dtype=numpy.int64)
    for depth in range(8):
        coefficient = (polynomial >> numpy.uint64(8 * depth)).astype(numpy.int64) & 255
        paths += coefficient
        edges += depth * coefficient
    parameterised = paths - (polynomial.astype(numpy.int64) & 255)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        depth = edges / paths
        width = parameterised / depth
    return {
        "place": place,
        "dag": digit_strings(place, nodes),
        "multiplicity": columns["multiplicity"],
        "polynomial": polynomial,
        "paths": paths.astype(numpy.int16),
        # NaN where there is no path, or no parameterised one, is no number: NULL.
        "depth": numpy.where(paths > 0, depth, numpy.nan),
        "width": numpy.where(edges > 0, width, numpy.nan),
    }


def table_of(columns, classes, point, rho):
    """The rows of one shard at one ρ as an Arrow table."""
    import numpy
    import pyarrow

    def words(codes, words):
        indices = pyarrow.array(codes.astype(numpy.int8))
        return pyarrow.DictionaryArray.from_arrays(indices, pyarrow.array(words))

    count = len(classes["place"])
    arrays = {name: pyarrow.array(array, from_pandas=True) for name, array in classes.items()}
    arrays["rho"] = words(numpy.zeros(count), [rho])
    for quantity in ["ij", "lambda2"]:
        for rule in RULES:
            for suffix in ["", "_error"]:
                name = f"{quantity}_{rule}{suffix}"
                arrays[name] = pyarrow.array(columns[name][point])
    verdicts = columns["verdicts"][point]
    arrays["eq12_variance_only"] = words(verdicts & 3, ORDERS)
    arrays["eq12_exact"] = words(verdicts >> 2 & 3, ORDERS)
    arrays["variance_only_from_exact"] = words(verdicts >> 4 & 3, ORDERS)
    arrays["rules_agree"] = words(verdicts >> 6, AGREEMENTS)
    return pyarrow.table(arrays)


def files_of(paths):
    """The files, a folder standing for the shards in it."""
    result = []
    for path in paths:
        if os.path.isdir(path):
            names = [name for name in os.listdir(path) if name.endswith(".npz")]
            result += [os.path.join(path, name) for name in sorted(names)]
        else:
            result.append(path)
    return result


def part_of(text):
    """i and n of a part i/n."""
    index, slash, count = text.partition("/")
    if not (slash and index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise argparse.ArgumentTypeError(f"'{text}' is no part: i/n with 1 ≤ i ≤ n")
    return int(index), int(count)


def merge(output, paths, part):
    """Writes a Parquet file, which appears complete or not at all: of all shards, or of those between
    (i − 1)/n and i/n of them, whose number does not matter to the memory this takes."""
    import pyarrow
    from pyarrow import parquet

    shards = checked_manifests(files_of(paths))
    common = {member: shards[0][1][member] for member in COMMON}
    index, parts = part
    if parts > len(shards):
        raise Problem(f"{parts} parts of {len(shards)} shards")
    shards = shards[(index - 1) * len(shards) // parts:index * len(shards) // parts]
    common["part"] = f"{index}/{parts}"
    partial = f"{output}.{os.getpid()}.partial"
    writer = None
    rows = sum(manifest["classes"] for _, manifest in shards)
    sums = {"multiplicity": 0, "place": 0}
    try:
        waiting = [[] for _ in common["correlations"]]

        def flush(point):
            nonlocal writer
            table = pyarrow.concat_tables(waiting[point]).unify_dictionaries()
            if writer is None:
                schema = table.schema.with_metadata({"atlas": json.dumps(common)})
                writer = parquet.ParquetWriter(partial, schema, compression="zstd")
            writer.write_table(table.cast(writer.schema), row_group_size=ROW_GROUP)
            waiting[point].clear()

        for path, manifest in shards:
            columns = columns_of(path, manifest)
            classes = class_columns(columns, common["nodes"])
            for name in sums:
                # Exact: places and multiplicities go beyond 64 bits when they are added up.
                sums[name] += sum(int(half.sum()) << shift for half, shift in halves(columns[name]))
            for point, rho in enumerate(common["correlations"]):
                waiting[point].append(table_of(columns, classes, point, rho))
                if sum(table.num_rows for table in waiting[point]) >= ROW_GROUP:
                    flush(point)
        for point in range(len(waiting)):
            if waiting[point]:
                flush(point)
        writer.close()
        check_written(partial, (rows, sums["multiplicity"], sums["place"]), common)
        with open(partial, "rb") as file:
            os.fsync(file.fileno())
        os.replace(partial, output)
    except BaseException:
        if writer is not None:
            writer.close()
        if os.path.exists(partial):
            os.unlink(partial)
        raise
    print(f"{output}: {rows} classes at {len(common['correlations'])} correlations, "
          f"{os.path.getsize(output)} bytes, from {len(shards)} shards")


def halves(numbers):
    """The low and high 32 bits of numbers, sums of which have 64."""
    import numpy

    low = numpy.uint64(32)
    numbers = numbers.astype(numpy.uint64)
    return [(numbers & numpy.uint64(0xFFFF_FFFF), 0), (numbers >> low, 32)]


def check_written(path, expected, common):
    """What is in the file is what went in: as many classes at every ρ, with the same sums of multiplicities
    and places."""
    connection = view_of([path], common)
    counts = connection.execute(
        "SELECT rho, count(*), sum(CAST(multiplicity AS HUGEINT)), sum(CAST(place AS HUGEINT)) "
        "FROM atlas GROUP BY rho").fetchall()
    there = common["correlations"] if expected[0] else []
    if {tuple(row) for row in counts} != {(rho, *expected) for rho in there}:
        raise Problem(f"what was written is not what was read: {counts}")


def common_of(path):
    """What a Parquet file says that its atlas is made of."""
    import pyarrow
    from pyarrow import parquet

    try:
        return json.loads(parquet.read_schema(path).metadata[b"atlas"])
    except (OSError, TypeError, KeyError, ValueError, pyarrow.ArrowException) as error:
        raise Problem(f"{path}: no Parquet file of an atlas: {error}") from error


def view_of(paths, common):
    """DuckDB with the view atlas of some files."""
    import duckdb

    connection = duckdb.connect()
    scale = 10 ** common["digits"]
    reals = ", ".join(
        f"({name} {sign} {name}_error) / {scale}e0 AS {name}_{end}"
        for name in [f"{quantity}_{rule}" for quantity in ["ij", "lambda2"] for rule in RULES]
        for sign, end in [("-", "lower"), ("+", "upper")])
    files = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    connection.execute(f"CREATE VIEW atlas AS SELECT *, {reals} FROM read_parquet([{files}])")
    return connection


def opened(path):
    """DuckDB with the view atlas, and what the atlas is made of; `path` is a whole one, or the folder of its
    parts, each of which must be there once."""
    paths = [path]
    if os.path.isdir(path):
        paths = sorted(os.path.join(path, name) for name in os.listdir(path) if name.endswith(".parquet"))
        if not paths:
            raise Problem(f"{path}: no Parquet files")
    found = {}
    for file in paths:
        common = common_of(file)
        part = common.pop("part")
        if part in found:
            raise Problem(f"{file}: part {part} is in {found[part][0]} too")
        if found and common != next(iter(found.values()))[1]:
            raise Problem(f"{file}: a part of another atlas than {paths[0]}")
        found[part] = (file, common)
    count = int(next(iter(found)).split("/")[1])
    lost = [f"{index}/{count}" for index in range(1, count + 1) if f"{index}/{count}" not in found]
    if lost or len(found) != count:
        raise Problem(f"{path}: parts {', '.join(sorted(found))[:200]}; lost: {', '.join(lost)[:200] or 'none'}")
    return view_of(paths, common), common


SUMMARY = [
    ("Eq. 12's value, seen from λ₂: below is where it fails as an upper bound", """
     SELECT rho, rule, seen, count(*) AS classes, sum(multiplicity) AS labelled_dags FROM (
       SELECT rho, multiplicity, 'variance-only' AS rule, eq12_variance_only AS seen FROM atlas
       UNION ALL SELECT rho, multiplicity, 'exact', eq12_exact FROM atlas)
     GROUP BY ALL ORDER BY rule DESC, rho, seen"""),
    ("Do the rules give equal kernels for every ρ?", """
     SELECT rules_agree, count(*) AS classes, sum(multiplicity) AS labelled_dags FROM atlas
     WHERE rho = (SELECT min(rho) FROM atlas) GROUP BY ALL ORDER BY ALL"""),
    ("λ₂ under the variance-only rule, seen from that under the exact one", """
     SELECT rho, variance_only_from_exact AS seen, count(*) AS classes, sum(multiplicity) AS labelled_dags
     FROM atlas GROUP BY ALL ORDER BY ALL"""),
    ("Where the rules disagree most: the largest λ₂ exact / λ₂ variance-only", """
     SELECT rho, dag, paths, depth, lambda2_exact / lambda2_variance_only AS quotient
     FROM atlas WHERE lambda2_variance_only_lower > 0 AND variance_only_from_exact = 'below'
     QUALIFY row_number() OVER (PARTITION BY rho ORDER BY quotient DESC, place) <= 3
     ORDER BY rho, quotient DESC, place"""),
    ("The same among classes in which every path has a parameterised edge", """
     SELECT rho, dag, paths, depth, lambda2_exact / lambda2_variance_only AS quotient
     FROM atlas WHERE polynomial % 256 = 0 AND lambda2_variance_only_lower > 0
       AND variance_only_from_exact = 'below'
     QUALIFY row_number() OVER (PARTITION BY rho ORDER BY quotient DESC, place) <= 3
     ORDER BY rho, quotient DESC, place"""),
    ("The frontier: classes that no other exceeds in effective depth and width, with λ₂ at the largest ρ", """
     WITH point AS (
       SELECT depth, width, count(*) AS classes, sum(multiplicity) AS labelled_dags,
         min(lambda2_exact_lower) AS lambda2_exact_least, max(lambda2_exact_upper) AS lambda2_exact_most
       FROM atlas WHERE rho = (SELECT max_by(rho, CAST(split_part(rho, '/', 1) AS DOUBLE)
         / CAST(coalesce(nullif(split_part(rho, '/', 2), ''), '1') AS DOUBLE)) FROM atlas)
         AND depth > 0 GROUP BY depth, width)
     SELECT * FROM point AS a WHERE NOT EXISTS (
       SELECT 1 FROM point AS b WHERE b.depth >= a.depth AND b.width >= a.width
         AND (b.depth > a.depth OR b.width > a.width))
     ORDER BY depth"""),
]


# How the order of the classes by λ₂ at one ρ differs from that at another. A class is overtaken if another
# one's λ₂ is certified to be smaller at the first ρ and larger at the second: at least these are.
RANKS = """
  SELECT '{first}' AS rho, '{second}' AS other_rho, '{rule}' AS rule,
    count(*) FILTER (rank_first <> rank_second) AS classes_of_other_rank,
    count(*) FILTER (best.upper < value_first - error_first AND best.lower > value_second + error_second)
      AS overtaken,
    max(abs(rank_first - rank_second)) AS farthest
  FROM (
    SELECT *, max_by(struct_pack(upper := value_first + error_first, lower := value_second - error_second),
        value_second - error_second)
      OVER (ORDER BY value_first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best
    FROM (
      SELECT a.lambda2_{rule} AS value_first, a.lambda2_{rule}_error AS error_first,
        b.lambda2_{rule} AS value_second, b.lambda2_{rule}_error AS error_second,
        rank() OVER (ORDER BY a.lambda2_{rule}) AS rank_first,
        rank() OVER (ORDER BY b.lambda2_{rule}) AS rank_second
      FROM atlas AS a JOIN atlas AS b USING (place) WHERE a.rho = '{first}' AND b.rho = '{second}'))"""

# Two classes of few nodes whose order by λ₂ under the exact rule is not the same at two ρ.
REVERSED = """
  WITH both_ends AS (
    SELECT a.place, a.dag, a.lambda2_exact AS v, a.lambda2_exact_error AS e,
      b.lambda2_exact AS w, b.lambda2_exact_error AS f
    FROM atlas AS a JOIN atlas AS b USING (place)
    WHERE a.rho = '{first}' AND b.rho = '{second}' AND length(a.dag) <= 8)
  SELECT x.dag, y.dag AS other, '{first}' AS rho, x.v / {scale}e0 AS lambda2, y.v / {scale}e0 AS other_lambda2,
    '{second}' AS other_rho, x.w / {scale}e0 AS lambda2_there, y.w / {scale}e0 AS other_lambda2_there
  FROM both_ends AS x JOIN both_ends AS y ON x.v + x.e < y.v - y.e AND x.w - x.f > y.w + y.f
  ORDER BY length(x.dag) + length(y.dag), x.place, y.place LIMIT 3"""


def print_query(connection, sql):
    connection.sql(sql).show(max_rows=1000, max_width=200)


def summary(path):
    connection, common = opened(path)
    print(f"{path}: complete({common['nodes']}) at ρ = {', '.join(common['correlations'])}, "
          f"made by {common['calculator']}")
    for title, sql in SUMMARY:
        print(f"\n{title}")
        print_query(connection, sql)
    pairs = list(zip(common["correlations"], common["correlations"][1:]))
    if pairs:
        print("\nIs a class's rank by λ₂ the same for all ρ?")
        print_query(connection, " UNION ALL ".join(
            RANKS.format(first=first, second=second, rule=rule) for first, second in pairs for rule in RULES))
        print("\nTwo classes in one order here and in the other there")
        print_query(connection, REVERSED.format(
            first=common["correlations"][-2], second=common["correlations"][-1],
            scale=10 ** common["digits"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    merging = commands.add_parser("merge", help="make a Parquet file of the shards of an atlas")
    merging.add_argument("--part", type=part_of, default=(1, 1), metavar="i/n",
                         help="of the i-th of n equal shares of the shards; all must be there")
    merging.add_argument("output")
    merging.add_argument("shards", nargs="+", help="files, or folders of *.npz")
    asking = commands.add_parser("summary", help="where Eq. 12 fails, where the rules disagree, the frontier")
    asking.add_argument("atlas", help="a Parquet file, or the folder of all its parts")
    query = commands.add_parser("sql", help="one query to the view atlas, by DuckDB")
    query.add_argument("atlas", help="a Parquet file, or the folder of all its parts")
    query.add_argument("sql")
    options = parser.parse_args()
    try:
        if options.command == "merge":
            merge(options.output, options.shards, options.part)
        elif options.command == "summary":
            summary(options.atlas)
        else:
            print_query(opened(options.atlas)[0], options.sql)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
