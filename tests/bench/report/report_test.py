"""report_test.py REPORT: what bench/report/report makes of data/results.json, an invented run."""

import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SAMPLE = pathlib.Path(__file__).with_name("data") / "results.json"
CHARTS = {"bench-latency.svg", "bench-readers.svg", "bench-cpu.svg", "bench-sizes.svg"}
PAGE = """# Benchmarks
by hand, above
<!-- generated: begin -->
what an earlier run left
<!-- generated: end -->
## Experiments
by hand, below: | predicted | came out |
"""


class ReportTest(unittest.TestCase):
    report = None  # the program's path
    sample_page = None  # what a first run on the sample gave
    sample_charts = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.page = self.folder / "page.md"
        self.page.write_text(PAGE, encoding="utf-8")
        self.images = self.folder / "images"

    def made_of_sample(self):
        """The page and the charts, drawn once for all tests that only look at them."""
        if ReportTest.sample_page is None:
            ReportTest.sample_page = self.fill_page(PYTHONHASHSEED="1")
            ReportTest.sample_charts = self.chart_bytes()
        return self.sample_page, self.sample_charts

    def run_report(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, self.report, *map(str, arguments)], capture_output=True, text=True,
            timeout=100, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment)

    def fill_page(self, results=SAMPLE, **environment):
        """The page's text, of a run that must succeed."""
        done = self.run_report(results, "--page", self.page, "--images", self.images, **environment)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        return self.page.read_text(encoding="utf-8")

    def write_results(self, **changes):
        """The sample with other parts."""
        path = self.folder / "results.json"
        path.write_text(json.dumps(json.loads(SAMPLE.read_text("utf-8")) | changes), "utf-8")
        return path

    def expect_one_line(self, said, *arguments, code=1, **environment):
        """Fails in one line that has `said`, and touches nothing."""
        done = self.run_report(*arguments, "--page", self.page, "--images", self.images,
                               **environment)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertRegex(done.stderr, r"\Areport: [^\n]+\n\Z")
        self.assertIn(said, done.stderr)
        self.assertFalse(self.images.exists())

    def test_every_system_and_target_stands_on_the_page(self):
        page, _ = self.made_of_sample()
        sample = json.loads(SAMPLE.read_text("utf-8"))
        for wanted in ([trial["system"].split(",")[0] for trial in sample["trials"]]
                       + [target["what"].strip() for target in sample["targets"]]
                       + [limit["name"] for limit in sample["limits"]]
                       + [row["method"] for row in sample["pingpong"]]):
            self.assertIn(wanted, page)
        self.assertRegex(page, r"capture to consumed.*\| at most 1.10 \| \*\*no\*\* \|")
        self.assertRegex(page, r"as fast as possible.*\| at least 0.90 \| yes \|")

    def test_what_belongs_to_the_target_above_is_no_target_of_its_own(self):
        page, _ = self.made_of_sample()
        self.assertRegex(page, r"\| ↳ ÷ the same with read-only .*\| at most 1.50 \| \(no\) \|")

    def test_the_floors_that_targets_are_told_of_stand_on_the_page_by_hand(self):
        page, _ = self.made_of_sample()
        link = re.search(r"\]\(#(.*?)\)", page)[1]
        by_hand = pathlib.Path(self.report).parents[2] / "docs" / "benchmarks.md"
        heads = re.findall(r"^#+ (.*)$", by_hand.read_text("utf-8"), re.MULTILINE)
        self.assertIn(link, [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
                             for head in heads])

    def test_waking_threads_have_a_table_and_are_in_no_other_and_no_chart(self):
        page, charts = self.made_of_sample()
        self.assertEqual(page.count("framering shm, waking thread"), 0)
        self.assertIn("| framering shm | 64 | 102 / 329 | 3.10 / 6.20 | 11.0 | 12.1 |", page)
        for content in charts.values():
            self.assertNotIn("waking thread", content.decode())

    def test_who_is_measured_as_fast_as_possible_alone_has_a_row_there_and_no_colour(self):
        trials = json.loads(SAMPLE.read_text("utf-8"))["trials"]
        fastest = next(trial for trial in trials if trial["fps"] == 0)
        spinning = fastest | {"system": "framering shm, spinning"}
        _, of_sample = self.made_of_sample()
        page = self.fill_page(self.write_results(trials=[spinning, *trials]))
        self.assertEqual(page.count("framering shm, spinning"), 1)
        table = page.split("### As fast as possible")[1].split("###")[0]
        self.assertIn("| framering shm, spinning, in place |", table)
        self.assertEqual(self.chart_bytes(), of_sample)

    def test_the_viewer_has_a_table_or_a_reason(self):
        page, _ = self.made_of_sample()
        self.assertRegex(page, r"\| upload, draw and swap alone \| 2,150 .*\| 60.0 .*\| 0 \|")
        self.assertIn("in each round: 1.07 (1.04–1.10).", page)
        page = self.fill_page(self.write_results(
            trials=[], viewer={"width": 64, "height": 48, "skipped": "there is no display"}))
        self.assertNotIn("### Viewer", page)
        self.assertIn("- viewer: there is no display", page)

    def test_one_reader_stands_there_with_the_frames_of_each(self):
        sample = json.loads(SAMPLE.read_text("utf-8"))
        for trial in sample["trials"]:
            trial["frames"] = {"iceoryx": 600}.get(trial["system"], 1800)
        page = self.fill_page(self.write_results(trials=sample["trials"]))
        table = page.split("### One reader")[1].split("###")[0]
        self.assertIn("| framering shm | 1,800 |", table)
        self.assertIn("| iceoryx | 600 |", table)
        self.assertRegex(table, r"Of 6 laps.* 2 were run twice, .* from 1 of them")
        page = self.fill_page(self.write_results(trials=sample["trials"][1:]))
        self.assertNotIn("run twice", page)

    def test_sizes_are_compared_on_an_axis_from_0_and_whoever_is_far_above_is_named(self):
        _, charts = self.made_of_sample()
        text = charts["bench-sizes.svg"].decode()
        self.assertRegex(text, r"<text [^>]*>0</text>")
        self.assertRegex(text, r"<text [^>]*>bare handover, in place</text>")
        self.assertRegex(text, r"<text [^>]*>iceoryx, in place</text>")
        self.assertIn("Far above this axis, as it copies: bare Unix stream, 265 at 640×480 to"
                      " 9,925 at 3840×2160", text)
        self.assertNotRegex(text, r"<text [^>]*>bare Unix stream</text>")

    def test_whoever_hands_memory_over_stays_on_the_axis_of_sizes_however_slow(self):
        sample = json.loads(SAMPLE.read_text("utf-8"))
        for trial in sample["trials"]:
            if trial["system"] == "framering shm" and trial["width"] == 3840:
                trial["access_us"] = {"p50": {"median": 5000}}
        self.fill_page(self.write_results(trials=sample["trials"]))
        text = (self.images / "bench-sizes.svg").read_text("utf-8")
        self.assertRegex(text, r"<text [^>]*>framering shm, in place</text>")

    def test_a_ratio_has_as_many_digits_as_tell_it_from_its_bound(self):
        page = self.fill_page(self.write_results(trials=[], targets=[
            {"what": what, "bound": 1, "ratio": {"median": median, "low": 0.98, "high": 1.05}}
            for what, median in (("above", 1.002), ("at it", 1), ("below", 0.944))]))
        self.assertIn("| above | 1.002 (0.980–1.050) |", page)
        self.assertIn("| at it | 1.00 (0.98–1.05) |", page)
        self.assertIn("| below | 0.94 (0.98–1.05) |", page)

    def test_what_is_as_fast_as_possible_stands_beside_the_copies_of_the_same_run(self):
        page, _ = self.made_of_sample()
        table = page.split("### As fast as possible")[1].split("###")[0]
        self.assertIn("makes 3,311 (3,211–3,367) a second", table)

    def test_a_target_without_a_ratio_or_a_limit_is_not_measured(self):
        page = self.fill_page(self.write_results(trials=[], targets=[
            {"what": "no ratio", "bound": 1.1}, {"what": "nothing"}]))
        self.assertIn("| no ratio | – | at most 1.10 | not measured |", page)
        self.assertIn("| nothing | – | – | not measured |", page)

    def test_skipped_and_failed_ones_stand_there_with_their_reason(self):
        page, _ = self.made_of_sample()
        self.assertIn("- aeron: its library was not found", page)
        self.assertRegex(page, r"- Python mmap, .*, 64 readers: reader 12 was ready")
        self.assertIn("- clients, inproc: 3 wrong replies", page)
        self.assertNotIn("| inproc | 20 |", page)

    def test_only_what_lies_between_the_markers_changes(self):
        page, _ = self.made_of_sample()
        before, after = PAGE.split("what an earlier run left")
        self.assertTrue(page.startswith(before))
        self.assertTrue(page.endswith(after))
        self.assertNotIn("earlier run", page)

    def test_a_second_run_gives_the_same_bytes(self):
        first = self.made_of_sample()
        self.assertEqual((self.fill_page(PYTHONHASHSEED="2"), self.chart_bytes()), first)

    def chart_bytes(self):
        return {path.name: path.read_bytes() for path in self.images.iterdir()}

    def test_charts_are_linked_and_name_the_systems_in_text_without_a_date(self):
        page, charts = self.made_of_sample()
        self.assertEqual(set(charts), CHARTS)
        self.assertEqual(set(re.findall(r"\]\(images/(.*?)\)", page)), CHARTS)
        for content in charts.values():
            self.assertRegex(content.decode(), r"<text [^>]*>framering shm")
            self.assertNotIn(b"dc:date", content)

    def test_a_run_that_measured_little_has_fewer_parts_and_no_stale_charts(self):
        self.images.mkdir()
        for name in CHARTS:
            (self.images / name).touch()
        only = {"system": "framering shm", "width": 64, "height": 48, "fps": 60, "readers": 1,
                "frames": 60, "access_us": {"p50": {"median": 2.5}}}
        page = self.fill_page(self.write_results(
            trials=[only], targets=[], pingpong=[], limits=[], clients=[], skipped=[], quick=True))
        self.assertEqual(self.chart_bytes(), {})
        self.assertIn("| framering shm | 60 | 2.50 / – | – |", page)
        for absent in ("### Targets", "### More readers", "### Ping-pong", "### Charts"):
            self.assertNotIn(absent, page)

    def test_zeros_are_a_ratio_that_was_measured_and_no_other_statistic(self):
        zeros = {"median": 0, "low": 0, "high": 0}
        page = self.fill_page(self.write_results(
            trials=[], limits=[{"name": "no wake", "us": {"p50": zeros}}], targets=[
                {"what": "no ratio", "bound": 1, "ratio": zeros, "measured": False},
                {"what": "missed", "bound": 0, "ratio": zeros, "measured": True, "met": True}]))
        self.assertIn("| no ratio | – | at most 1.00 | not measured |", page)
        self.assertIn("| missed | 0.00 | at most 0.00 | yes |", page)
        self.assertIn("| no wake | – | – |", page)

    def test_limits_have_a_median_and_a_mean(self):
        self.assertIn("| copy, cold | 294 (289–302) | 302 (297–311) | 412 |",
                      self.fill_page())

    def test_a_target_of_zero_can_be_met(self):
        self.assertIn("| frames missed by 16 readers that borrow, 60 fps | 0.00"
                      " | at most 0.00 | yes |", self.fill_page())

    def test_a_run_of_nothing_is_a_page(self):
        empty = self.folder / "results.json"
        empty.write_text('{"bench":"all","schema":1}', "utf-8")
        self.assertIn("### Setting", self.fill_page(empty))

    def test_texts_of_the_results_are_no_markup(self):
        page = self.fill_page(self.write_results(
            trials=[], skipped=[{"name": "a|b", "reason": "<i>\nno"}]))
        self.assertIn("- a\\|b: &lt;i> no", page)

    def test_results_that_are_none_are_one_line(self):
        self.expect_one_line("nowhere.json: No such file", self.folder / "nowhere.json")
        for content, said in ((b"", "it is no JSON"), (b"\xff\xfe", "it is no JSON"),
                              (b"[1]", "it is not from `frame_bench all"),
                              (b'{"bench":"clients"}', "it is from `frame_bench clients`"),
                              (b'{"bench":"x\\ny"}', "it is from `frame_bench x y`"),
                              (b'{"bench":"all"}', "its schema is None and this report reads 1"),
                              (b'{"bench":"all","schema":0}', "measure anew")):
            path = self.folder / "results.json"
            path.write_bytes(content)
            self.expect_one_line(f"results.json: {said}" if said != "measure anew" else said, path)

    def test_results_that_make_no_sense_are_one_line_that_says_where(self):
        good = {"system": "x", "width": 64, "height": 48, "readers": 1}
        for part, said in (
                ({"trials": 7}, "results.trials is no list"),
                ({"trials": [good, 7]}, "results.trials[1] is no object"),
                ({"trials": [good | {"system": None}]}, "trials[0].system is missing"),
                ({"trials": [good | {"width": 0.5}]}, "trials[0].width is no whole number"),
                ({"trials": [good | {"reading": "x"}]}, "trials[0].reading is neither"),
                ({"trials": [good | {"quantiles_us": [1, 2]}]}, "is no list of 101 numbers"),
                ({"trials": [good | {"access_us": {"p50": {"median": "x"}}}]},
                 "trials[0].access_us.p50.median is no number"),
                ({"targets": [{"what": "x", "bound": float("nan")}]}, "is no finite number"),
                ({"targets": [{"what": "x", "met": 1}]}, "targets[0].met is no true or false")):
            self.expect_one_line(said, self.write_results(**part))

    def test_a_page_without_its_markers_is_one_line(self):
        for content in ("by hand\n", PAGE + PAGE, "\n".join(reversed(PAGE.split("\n")))):
            self.page.write_text(content, "utf-8")
            self.expect_one_line("page.md: it needs one line", SAMPLE)
            self.assertEqual(self.page.read_text("utf-8"), content)

    def test_a_missing_matplotlib_is_one_line(self):
        (self.folder / "matplotlib.py").write_text("raise ImportError(name='matplotlib')", "utf-8")
        self.expect_one_line("has no matplotlib; install python3-matplotlib", SAMPLE,
                             PYTHONPATH=str(self.folder))

    def test_wrong_usage_exits_with_2(self):
        self.assertEqual(self.run_report().returncode, 2)
        self.assertEqual(self.run_report(SAMPLE, "--no-such-option").returncode, 2)


if __name__ == "__main__":
    if importlib.util.find_spec("matplotlib") is None:
        print("skipped: python3-matplotlib is not installed")
        sys.exit(125)
    ReportTest.report = sys.argv.pop(1)
    unittest.main()
