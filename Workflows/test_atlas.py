"""What merging notices: python3 -m unittest Workflows/test_atlas.py, with SHARDS the folder of a whole set
of at least three shards, such as Scripts/check-workflow makes."""

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "atlas.py")
SHARDS = os.environ["SHARDS"]


def rewritten(source, target, change):
    """A copy of a shard with other members."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def manifest_change(**entries):
    """A change of a manifest's entries."""
    def change(members):
        manifest = json.loads(members["manifest.json"])
        manifest.update(entries)
        members["manifest.json"] = json.dumps(manifest).encode()
    return change


class Merging(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.shards = os.path.join(self.folder, "shards")
        shutil.copytree(SHARDS, self.shards)
        self.output = os.path.join(self.folder, "atlas.parquet")
        self.count = len(os.listdir(self.shards))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def shard(self, index):
        return os.path.join(self.shards, f"{index}.npz")

    def merge(self, *paths, limit=None):
        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.run(
            [sys.executable, PROGRAM, "merge", self.output, *(paths or [self.shards])],
            capture_output=True, text=True, preexec_fn=limited if limit else None)

    def refused(self, words, **options):
        run = self.merge(**options)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn(words, run.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["shards"])

    def test_a_whole_set_is_merged_whatever_its_order(self):
        run = self.merge()
        self.assertEqual(run.returncode, 0, run.stderr)
        first = self.bytes(self.output)
        run = self.merge(*[self.shard(index) for index in range(self.count, 0, -1)])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.bytes(self.output), first)

    def bytes(self, path):
        with open(path, "rb") as file:
            return file.read()

    def test_lost(self):
        os.unlink(self.shard(2))
        self.refused(f"lost: 2/{self.count}")

    def test_none(self):
        for index in range(1, self.count + 1):
            os.unlink(self.shard(index))
        self.refused("there are no shards")

    def test_repeated(self):
        shutil.copy(self.shard(1), self.shard(f"{self.count + 1}"))
        self.refused(f"shard 1/{self.count} is in")

    def test_of_another_version(self):
        rewritten(self.shard(2), self.shard(2), manifest_change(calculator="kernelcalc 9.9.9"))
        self.refused("calculator 'kernelcalc 9.9.9'")

    def test_of_other_parameters(self):
        rewritten(self.shard(3), self.shard(3), manifest_change(correlations=["1/3"]))
        self.refused("correlations ['1/3']")

    def test_damaged(self):
        data = bytearray(self.bytes(self.shard(1)))
        data[len(data) // 2] ^= 4
        with open(self.shard(1), "wb") as file:
            file.write(data)
        self.refused("damaged")

    def test_cut_off(self):
        os.truncate(self.shard(1), 1000)
        self.refused("damaged")

    def test_a_column_changed_with_its_archive(self):
        def change(members):
            data = bytearray(members["lambda2_exact.npy"])
            data[-1] ^= 1
            members["lambda2_exact.npy"] = bytes(data)
        rewritten(self.shard(2), self.shard(2), change)
        self.refused("lambda2_exact does not have the checksum")

    def test_a_class_counted_twice(self):
        def change(members):
            data = bytearray(members["multiplicity.npy"])
            data[-8] += 1
            members["multiplicity.npy"] = bytes(data)
            manifest = json.loads(members["manifest.json"])
            manifest["sha256"]["multiplicity"] = hashlib.sha256(data).hexdigest()
            manifest["labelled_dags"] += 1
            members["manifest.json"] = json.dumps(manifest).encode()
        rewritten(self.shard(2), self.shard(2), change)
        self.refused("labelled DAGs in all")

    def test_a_class_of_another_shard(self):
        def change(members):
            data = bytearray(members["place.npy"])
            # The next unit is another shard's.
            place = int.from_bytes(data[-8:], "little") + manifest["unit_size"]
            data[-8:] = place.to_bytes(8, "little")
            members["place.npy"] = bytes(data)
            manifest["sha256"]["place"] = hashlib.sha256(data).hexdigest()
            members["manifest.json"] = json.dumps(manifest).encode()
        for index in range(1, self.count + 1):
            with zipfile.ZipFile(self.shard(index)) as archive:
                manifest = json.loads(archive.read("manifest.json"))
            if manifest["classes"]:
                break
        rewritten(self.shard(index), self.shard(index), change)
        self.refused("a class of another shard's units")

    def part(self, index, count):
        folder = os.path.join(self.folder, "parts")
        os.makedirs(folder, exist_ok=True)
        return subprocess.run(
            [sys.executable, PROGRAM, "merge", "--part", f"{index}/{count}",
             os.path.join(folder, f"{index}.parquet"), self.shards], capture_output=True, text=True)

    def ask(self, path, sql):
        return subprocess.run([sys.executable, PROGRAM, "sql", path, sql], capture_output=True, text=True)

    def test_parts_are_the_whole(self):
        self.assertEqual(self.merge().returncode, 0)
        folder = os.path.join(self.folder, "parts")
        question = ("SELECT rho, eq12_exact, count(*), count(DISTINCT place), sum(multiplicity), sum(lambda2_exact) "
                    "FROM atlas GROUP BY ALL ORDER BY ALL")
        self.assertEqual(self.part(1, 3).returncode, 0)
        self.assertEqual(self.part(3, 3).returncode, 0)
        run = self.ask(folder, question)
        self.assertEqual(run.returncode, 1)
        self.assertIn("lost: 2/3", run.stderr)
        self.assertIn("lost: 1/3", self.ask(os.path.join(folder, "3.parquet"), question).stderr)
        self.assertEqual(self.part(2, 3).returncode, 0)
        answer = self.ask(folder, question)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stdout, self.ask(self.output, question).stdout)
        shutil.copy(os.path.join(folder, "2.parquet"), os.path.join(folder, "4.parquet"))
        self.assertIn("part 2/3 is in", self.ask(folder, question).stderr)

    def test_parts_that_are_none(self):
        self.assertEqual(self.part(4, 3).returncode, 2)
        run = self.part(1, self.count + 1)
        self.assertEqual(run.returncode, 1)
        self.assertIn(f"parts of {self.count} shards", run.stderr)

    def test_a_part_wants_all_shards(self):
        os.unlink(self.shard(self.count))
        run = self.part(1, 3)
        self.assertEqual(run.returncode, 1)
        self.assertIn(f"lost: {self.count}/{self.count}", run.stderr)

    def test_a_full_disk(self):
        run = self.merge(limit=20_000)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("File too large", run.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["shards"])


if __name__ == "__main__":
    unittest.main()
