"""The tables of the page, in Markdown. Each function gives its lines; none if there is nothing."""

import words
from parts import Statistic
from selection import measured_at_several, pixels, readers


def cell(text):
    """Text that is no Markdown."""
    for wrong, right in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("\n", " ")):
        text = text.replace(wrong, right)
    return text


def _table(columns, rows):
    """Columns whose name begins with `<` are texts; the others are figures, set to the right."""
    if not rows:
        return []
    heads = [column.removeprefix("<") for column in columns]
    rules = [":--" if column.startswith("<") else "--:" for column in columns]
    lines = [heads, rules] + [[cell(text) for text in row] for row in rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _section(title, explanation, table):
    return [f"### {title}", "", explanation, "", *table, ""] if table else []


def _bound(target):
    if target.bound is None:
        return "–"
    return ("at least " if target.at_least else "at most ") + f"{target.bound:.2f}"


_FLOORS = "#where-the-time-goes-and-what-cannot-be-had"


def _target_row(target):
    is_beside = target.what.startswith(" ")  # it belongs to the target above
    what = "↳ " + target.what.strip() if is_beside else target.what
    if target.bound is None or target.ratio is None:
        return [what, "–", _bound(target), "not measured", target.note]
    met = "yes" if target.met else "no" if is_beside else "**no**"
    return [what, words.ratio(target.ratio, target.bound), _bound(target),
            f"({met})" if is_beside else met, target.note]


def targets(results):
    columns = ["<what", "ratio (spread)", "target", "<met", "<note"]
    rows = [_target_row(target) for target in results.targets]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return _section("Targets", "Each ratio is made of two figures of the same round; the table has"
                    " its median over the rounds, the lowest and the highest. *Met* says whether"
                    " that median is within the target. A row with ↳ is no target of its own: it"
                    " holds the one above against its floor, or another way, and its *met*, in brackets,"
                    " says how that compares with the same bound. Why a target is not met, and"
                    f" which floor proves that it cannot be: [what cannot be had]({_FLOORS}).",
                    _table(columns, rows))


def _frame_cells(trial):
    return [words.percentiles(trial.access_us, "p50", "p99"),
            words.spread(trial.consumed_us.get("p50")),
            words.percentiles(trial.consumed_us, "p90", "p99", "p99_9", "max"),
            words.percentiles(trial.publish_us, "p50", "p99"),
            words.median(trial.cpu_s_per_1000), words.count(trial.missed),
            words.count(trial.corrupt)]


_FRAME_COLUMNS = ["access p50 / p99", "consumed p50 (spread)", "consumed p90 / p99 / p99.9 / max",
                  "publish() p50 / p99", "CPU s", "missed", "corrupt"]


def one_reader(results):
    trials = [trial for trial in results.at_common_setup() if trial.readers == 1]
    if not trials:
        return []
    rows = [[words.way(trial), words.count(trial.frames), *_frame_cells(trial)]
            for trial in trials]
    watched, repeats, disturbed = (sum(getattr(trial, name) for trial in results.trials)
                                   for name in ("watched", "repeats", "disturbed"))
    note = (f" Of {watched:,} laps, or turns without laps, at 60 fps {repeats} were run twice, since"
            " the hypervisor took more than 25 ms of processor time a second; from"
            f" {disturbed} of them it did so both times." if repeats else "")
    title = f"One reader: {words.size(trials[0].size)} RGB, {words.rate(trials[0].fps)}"
    return _section(title, "µs. *Access*: from `publish()` until the reader has the frame."
                    " *Consumed*: from the start of capture until the last byte is copied out or,"
                    " in place, checked where it lies. *CPU*: of all processes for 1000 frames,"
                    " without the checks. *Frames*: in each round; with fewer than 1000, p99.9 is"
                    " the slowest of them. Among more frames the slowest is slower, and more can"
                    f" be missed.{note}",
                    _table(["<system", "frames", *_FRAME_COLUMNS], rows))


def more_readers(results):
    rows = [[words.way(trial), words.count(trial.readers),
             words.percentiles(trial.access_us, "p50", "p99"),
             words.percentiles(trial.consumed_us, "p50", "p99"),
             words.percentiles(trial.publish_us, "p50", "p99"), words.median(trial.cpu_s_per_1000),
             words.count(trial.missed), words.count(trial.corrupt)]
            for trial in measured_at_several(results.at_common_setup(), readers)]
    return _section("More readers", "µs, over all readers. *Missed*: in the worst round, by all"
                    " readers together.", _table(
                        ["<system", "readers", "access p50 / p99", "consumed p50 / p99",
                         "publish() p50 / p99", "CPU s", "missed", "corrupt"], rows))


def sizes(results):
    trials = measured_at_several(
        [trial for trial in results.paced() if trial.readers == 1], pixels)
    rows = [[words.way(trial), words.size(trial.size), f"{trial.fps:g}",
             words.spread(trial.access_us.get("p50")), words.median(trial.access_us.get("p90")),
             words.percentiles(trial.consumed_us, "p50", "p90"), words.count(trial.missed)]
            for trial in trials]
    return _section("Frame sizes", "µs, one reader. *In place*: the system hands over memory, which"
                    " is read where it lies; the others copy.", _table(
                        ["<system", "size", "fps", "access p50 (spread)", "access p90",
                         "consumed p50 / p90", "missed"], rows))


def publishing(results):
    """With and without a thread of its own for waking."""
    plain = {trial.setup: trial for trial in results.trials}
    rows = []
    for waking in sorted(results.trials, key=lambda trial: (words.way(trial), trial.readers)):
        without = plain.get(waking.without_waking_thread)
        if without is None:
            continue
        both = without, waking
        rows.append([words.way(without), words.count(waking.readers),
                     *(words.percentiles(trial.publish_us, "p50", "p99") for trial in both),
                     *(words.median(trial.access_us.get("p50")) for trial in both)])
    return _section("What publish() takes on the capture thread", "µs. It returns when the frame"
                    " can be read and whoever sleeps has been woken; or before that, where a"
                    " thread of its own wakes.", _table(
                        ["<system", "readers", "publish() p50 / p99", "with a waking thread",
                         "access p50", "with a waking thread"], rows))


def drawing(results):
    found = results.drawing
    if found is None or found.ratio is None:
        return []
    rows = [[name, words.spread(side["cpu_us"]), words.spread(side["drawn_fps"]),
             words.count(side["missed"])]
            for name, side in (("frame_viewer, overlay off", found.sides["viewer"]),
                               ("upload, draw and swap alone", found.sides["alone"]))]
    return _section("Viewer", f"CPU time of the process for a drawn frame, µs;"
                    f" {words.size(found.size)} RGB, {words.rate(found.fps)}, and a window of that"
                    f" size. The first divided by the second, in each round:"
                    f" {words.ratio(found.ratio)}.", _table(
                        ["<what draws", "CPU µs (spread)", "drawn frames a second", "missed"],
                        rows))


def _cold_copies(results):
    """How many a second, as a sentence, if that was measured."""
    mean = next((mean for name, _, mean in results.limits if name == "copy, cold"), None)
    if mean is None:
        return ""
    rate = Statistic(*(1e6 / us for us in (mean.median, mean.high, mean.low)))
    return f" A process that does nothing but cold copies makes {words.spread(rate)} a second."


def as_fast_as_possible(results):
    rows = [[words.way(trial), words.size(trial.size), words.count(trial.readers),
             words.spread(trial.published_fps), words.spread(trial.received_fps),
             words.median(trial.cpu_s_per_1000), words.count(trial.missed),
             words.count(trial.corrupt)]
            for trial in results.trials if not trial.fps]
    return _section("As fast as possible", "Frames a second, published and received by a reader."
                    " *Spinning*: one that never sleeps, so that nobody need wake it; its CPU time"
                    f" includes the waiting.{_cold_copies(results)}",
                    _table(["<system", "size", "readers", "published (spread)",
                            "received (spread)", "CPU s", "missed", "corrupt"], rows))


def ping_pong(results):
    measured = [row for row in results.pingpong if not row.failure]
    rows = [[f"*{row.method}*" if row.limit else row.method, words.count(row.bytes),
             words.figure(row.fastest_us), words.spread(row.median_us), words.figure(row.mean_us),
             words.figure(row.slowest_us),
             words.count(None if row.per_second is None else round(row.per_second))]
            for row in measured]
    return _section("Ping-pong", "µs for there and back between two processes; in italics what"
                    " stands for the limit.", _table(
                        ["<method", "bytes", "fastest", "median (spread)", "mean", "slowest",
                         "a second"], rows))


def clients(results):
    rows = [[row["method"], words.count(row["tasks"]), words.count(row["requests"]),
             words.spread(row["registration_us"]), words.spread(row["request_us"]),
             words.spread(row["unregistration_us"])]
            for row in results.clients if not row["failure"]]
    return _section("Many clients at once", "µs, the median client or request. The server is a"
                    " process of its own; with *inproc* it is threads of the same one.", _table(
        ["<method", "clients", "requests each", "registration", "request", "unregistration"],
        rows))


def limits(results):
    rows = [[name, words.spread(statistics.get("p50")), words.spread(mean),
             words.median(statistics.get("p99"))]
            for name, statistics, mean in results.limits]
    return _section("Limits", "µs: what a copy of one frame takes on this machine, measured in the"
                    " same run; the bare handover stands among the systems.",
                    _table(["<what", "p50 (spread)", "mean (spread)", "p99"], rows))


def left_out(results):
    lines = [f"- {cell(name)}: {cell(reason or 'no reason was given')}"
             for name, reason in results.skipped]
    lines += [f"- ping-pong {cell(row.method)}: {cell(row.failure)}"
              for row in results.pingpong if row.failure]
    lines += [f"- clients, {cell(row['method'])}: {cell(row['failure'])}"
              for row in results.clients if row["failure"]]
    if results.drawing and (results.drawing.skipped or results.drawing.failure):
        lines.append(f"- viewer: {cell(results.drawing.skipped or results.drawing.failure)}")
    lines += [f"- {cell(words.way(trial))}, {words.size(trial.size)}, {words.rate(trial.fps)},"
              f" {words.readers(trial.readers)}: {cell(trial.failure)}"
              for trial in results.failed]
    return ["### Not measured", "", *lines, ""] if lines else []
