"""all_test.py FRAME_BENCH REPORT: a quick run of everything, and the page that is made of it."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PEERS = {"iceoryx", "ZeroMQ", "GStreamer", "Cyclone DDS", "Python mmap"}
BARE = {"bare handover", "bare Unix stream", "bare pipe", "bare TCP"}
OURS = {"framering shm", "framering pipe", "framering tcp"}
SECONDS = 280  # a quick run is a fifth of it on an idle machine


class AllTest(unittest.TestCase):
    bench = report = None  # the programs' paths

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.temporary = cls.folder / "temporary"
        cls.temporary.mkdir()
        cls.file = cls.folder / "results.json"
        cls.done = subprocess.run(
            [cls.bench, "all", "--quick", "--json", cls.file], capture_output=True, text=True,
            timeout=SECONDS, env=os.environ | {"TMPDIR": str(cls.temporary)})
        if cls.done.returncode != 0:
            raise AssertionError(f"exit code {cls.done.returncode}: {cls.done.stderr}")
        cls.results = json.loads(cls.file.read_text("utf-8"))

    def test_each_system_is_measured_or_skipped_with_a_reason(self):
        reasons = {row["name"]: row["reason"] for row in self.results["skipped"]}
        trials = self.results["trials"]
        measured = {trial["system"] for trial in trials if not trial["failure"]}
        self.assertLessEqual(OURS | BARE, measured)
        # A peer's failure is one of the figures.
        self.assertLessEqual(PEERS, {trial["system"] for trial in trials} | reasons.keys())
        self.assertNotIn("", reasons.values())
        for name, reason in reasons.items():
            self.assertIn(reason, self.done.stdout, name)

    def test_clients_are_measured_over_every_method(self):
        rows = {row["method"]: row for row in self.results["clients"]}
        self.assertEqual(set(rows), {"pipe", "tcp", "unix", "inproc"})
        for method, row in rows.items():
            self.assertEqual(row["failure"], "", method)
            self.assertGreater(row["request_us"]["median"], 0, method)

    def test_the_viewer_is_measured_or_skipped_with_a_reason(self):
        viewer = self.results["viewer"]
        self.assertEqual(viewer["failure"], "")
        row = next(row for row in self.results["targets"] if row["what"].startswith("viewer"))
        self.assertEqual(row["measured"], not viewer["skipped"])
        if viewer["skipped"]:
            self.assertIn(viewer["skipped"], row["note"])
            self.assertIn(viewer["skipped"], self.done.stdout)
            return
        for side in ("viewer", "alone"):
            self.assertGreater(viewer[side]["cpu_us"]["median"], 0, side)
            self.assertGreater(viewer[side]["drawn_fps"]["median"], 0, side)

    def test_rates_are_held_against_copies(self):
        rows = [row for row in self.results["targets"] if "cold copies/s" in row["what"]]
        self.assertEqual(len(rows), 6)
        for row in rows:
            self.assertTrue(row["measured"], row["what"])

    def test_nothing_is_left_behind(self):
        self.assertEqual(list(self.temporary.iterdir()), [])

    @unittest.skipIf(importlib.util.find_spec("matplotlib") is None, "it has no matplotlib")
    def test_the_report_makes_a_page_of_it(self):
        page = self.folder / "page.md"
        page.write_text("<!-- generated: begin -->\n<!-- generated: end -->\n", "utf-8")
        done = subprocess.run(
            [sys.executable, self.report, self.file, "--page", page, "--images", self.folder],
            capture_output=True, text=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
        self.assertEqual(done.returncode, 0, done.stderr)
        text = page.read_text("utf-8")
        for part in ("Targets", "One reader", "Frame sizes", "Many clients", "Limits", "Charts"):
            self.assertIn(f"\n### {part}", text)
        for wanted in OURS | BARE | {row["reason"] for row in self.results["skipped"]}:
            self.assertIn(wanted, text)


if __name__ == "__main__":
    AllTest.report = sys.argv.pop()
    AllTest.bench = sys.argv.pop()
    unittest.main()
