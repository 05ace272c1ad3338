"""A columnar atlas of complete(H): every shard by itself, then checked, merged into Parquet and summed up.

    snakemake --snakefile Workflows/atlas.smk --cores 2 --config nodes=4 shards=12
    snakemake --snakefile Workflows/atlas.smk --executor slurm --jobs 1000 \\
        --config nodes=6 shards=10000 parts=100 out=/scratch/atlas-6 --rerun-incomplete

Settings (--config): nodes, shards, at (correlations), digits, sample (rows of each shard that are computed
again), parts (Parquet files, each of as many shards; one by default), out (the folder), program (what makes shards; `kernelcalc atlas`), python (with numpy, pyarrow and
duckdb). A run that ended early, however it ended, goes on by the same command with --rerun-incomplete.
"""

import os
import shlex
import sys

NODES = int(config.get("nodes", 4))
SHARDS = int(config.get("shards", 12))
AT = str(config.get("at", "-1/2,0,1/2,9/10"))
DIGITS = int(config.get("digits", 15))
SAMPLE = int(config.get("sample", 10))
OUT = str(config.get("out", f"atlas-{NODES}"))
PROGRAM = str(config.get("program", "kernelcalc atlas"))
PYTHON = shlex.quote(str(config.get("python", sys.executable)))
MERGE = shlex.quote(os.path.join(workflow.basedir, "atlas.py"))
# Of merging and of the questions, in megabytes.
MEMORY = 8000 if NODES > 4 else 1000
PARTS = int(config.get("parts", 1))
ATLAS = f"{OUT}/atlas.parquet" if PARTS == 1 else f"{OUT}/atlas"
PART = ATLAS if PARTS == 1 else f"{ATLAS}/{{part}}.parquet"
FILES = [f"{OUT}/shards/{index}.npz" for index in range(1, SHARDS + 1)]


localrules: all


rule all:
    input: f"{OUT}/summary.txt"


# The same to the last byte wherever and however often it is made.
rule shard:
    output: f"{OUT}/shards/{{index}}.npz"
    wildcard_constraints: index=r"\d+"
    threads: 1
    retries: 2
    resources: mem_mb=1000, runtime=120
    shell:
        f"{PROGRAM} shard --nodes {NODES} --shard {{wildcards.index}}/{SHARDS} --digits {DIGITS} "
        f"--at={shlex.quote(AT)} --threads {{threads}} --out {{output}}"


rule verify:
    input: FILES
    output: f"{OUT}/verified.json"
    resources: mem_mb=1000, runtime=600
    shell: f"{PROGRAM} verify --json --sample {SAMPLE} {shlex.quote(OUT)}/shards > {{output}}"


rule merge:
    input: shards=FILES, verified=f"{OUT}/verified.json"
    output: PART
    params: part=lambda wildcards: f"{wildcards.get('part', 1)}/{PARTS}"
    resources: mem_mb=MEMORY, runtime=1200
    shell: f"{PYTHON} {MERGE} merge --part {{params.part}} {{output}} {shlex.quote(OUT)}/shards"


rule summary:
    input: expand(PART, part=range(1, PARTS + 1))
    output: f"{OUT}/summary.txt"
    resources: mem_mb=MEMORY, runtime=120
    shell: f"{PYTHON} {MERGE} summary {shlex.quote(ATLAS)} > {{output}}"
