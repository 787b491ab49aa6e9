"""The tables of the page, in Markdown. Each function gives its lines; none if there is nothing."""

import words
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
    if target.limit is None:
        return "–"
    return ("at least " if target.at_least else "at most ") + f"{target.limit:.2f}"


def targets(results):
    def row(target):
        if target.limit is None or target.ratio is None:
            return [target.what, "–", _bound(target), "not measured", target.note]
        met = "yes" if target.met else "**no**"
        return [target.what, words.ratio(target.ratio), _bound(target), met, target.note]

    table = _table(["<what", "ratio (spread)", "target", "<met", "<note"],
                   [row(target) for target in results.targets])
    return _section("Targets", "Ratios within this run: the median over the rounds, and their"
                    " lowest and highest.", table)


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
    rows = [[words.way(trial), *_frame_cells(trial)] for trial in trials]
    title = f"One reader: {words.size(trials[0].size)} RGB, {words.rate(trials[0].fps)}"
    return _section(title, "µs. *Access*: from `publish()` until the reader has the frame."
                    " *Consumed*: from the start of capture until the last byte is copied out or,"
                    " in place, checked where it lies. *CPU*: of all processes for 1000 frames,"
                    " without the checks.",
                    _table(["<system", *_FRAME_COLUMNS], rows))


def more_readers(results):
    rows = [[words.way(trial), words.count(trial.readers),
             words.percentiles(trial.access_us, "p50", "p99"),
             words.percentiles(trial.consumed_us, "p50", "p99"),
             words.percentiles(trial.publish_us, "p50", "p99"), words.median(trial.cpu_s_per_1000),
             words.count(trial.missed), words.count(trial.corrupt)]
            for trial in measured_at_several(results.at_common_setup(), readers)]
    return _section("More readers", "µs, over all readers; the same frames. *Missed*: in the worst"
                    " round, by all readers together.", _table(
                        ["<system", "readers", "access p50 / p99", "consumed p50 / p99",
                         "publish() p50 / p99", "CPU s", "missed", "corrupt"], rows))


def sizes(results):
    trials = measured_at_several(
        [trial for trial in results.paced() if trial.readers == 1], pixels)
    rows = [[words.way(trial), words.size(trial.size), f"{trial.fps:g}",
             words.spread(trial.access_us.get("p50")), words.median(trial.access_us.get("p99")),
             words.percentiles(trial.consumed_us, "p50", "p99"), words.count(trial.missed)]
            for trial in trials]
    return _section("Frame sizes", "µs, one reader.", _table(
        ["<system", "size", "fps", "access p50 (spread)", "access p99", "consumed p50 / p99",
         "missed"], rows))


def as_fast_as_possible(results):
    rows = [[words.way(trial), words.size(trial.size), words.count(trial.readers),
             words.spread(trial.published_fps), words.spread(trial.received_fps),
             words.median(trial.cpu_s_per_1000), words.count(trial.missed),
             words.count(trial.corrupt)]
            for trial in results.trials if not trial.fps]
    return _section("As fast as possible", "Frames a second, published and received by a reader.",
                    _table(["<system", "size", "readers", "published (spread)",
                            "received (spread)", "CPU s", "missed", "corrupt"], rows))


def ping_pong(results):
    measured = [row for row in results.pingpong if not row.skipped]
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
             words.spread(row["unregistration_us"])] for row in results.clients]
    return _section("Many clients at once", "Medians, µs.", _table(
        ["<method", "clients", "requests each", "registration", "request", "unregistration"],
        rows))


def limits(results):
    rows = [[name, words.spread(statistics.get("p50")), words.median(statistics.get("p99"))]
            for name, statistics in results.limits]
    return _section("Limits", "µs: what the machine takes for the bare thing, measured in the same"
                    " run.", _table(["<what", "p50 (spread)", "p99"], rows))


def left_out(results):
    lines = [f"- {cell(name)}: {cell(reason or 'no reason was given')}"
             for name, reason in results.skipped]
    lines += [f"- ping-pong {cell(row.method)}: {cell(row.skipped)}"
              for row in results.pingpong if row.skipped]
    lines += [f"- {cell(words.way(trial))}, {words.size(trial.size)}, {words.rate(trial.fps)},"
              f" {words.readers(trial.readers)}: {cell(trial.failure)}"
              for trial in results.failed]
    return ["### Not measured", "", *lines, ""] if lines else []
