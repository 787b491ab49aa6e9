"""The charts of the page. Each function gives a Chart, or None if too little was measured."""

from dataclasses import dataclass, replace

import style
import words
from selection import by_way, measured_at_several, one_per_way_and_size, pixels, readers


@dataclass(frozen=True)
class Chart:
    file_name: str
    description: str
    svg: bytes


def _setup_in_words(results, *more):
    size, fps = results.common_setup()
    return ", ".join([f"{words.size(size)} RGB", words.rate(fps), *more])


# --- Latency distribution per system -------------------------------------------------------------


def _draw_strip(axes, row, quantiles, look):
    """The fastest to p99 as a line, the middle as bars, the median as a dot."""
    thin = {"color": look.color, "solid_capstyle": "butt", "zorder": look.layer}
    axes.plot([quantiles[0], quantiles[99]], [row, row], linewidth=1.2, alpha=0.55, **thin)
    axes.plot([quantiles[10], quantiles[90]], [row, row], linewidth=6, alpha=0.35, **thin)
    axes.plot([quantiles[25], quantiles[75]], [row, row], linewidth=9, alpha=0.85, **thin)
    axes.plot([quantiles[50]], [row], marker="o", markersize=4.5, markerfacecolor="white",
              markeredgecolor=look.color, markeredgewidth=1.2, zorder=look.layer + 3)


def latency_distribution(results):
    trials = [trial for trial in results.at_common_setup()
              if trial.readers == 1 and trial.quantiles_us and min(trial.quantiles_us) > 0]
    if not trials:
        return None
    trials.sort(key=lambda trial: -trial.quantiles_us[50])
    looks = style.looks(results.paced())
    made = style.figure(
        134 + 26 * len(trials), "From the start of capture to the last byte consumed",
        "µs, logarithmic. " + _setup_in_words(results, "1 reader") + ", all rounds together.\n"
        "Dot: median; bars: the middle 50 % and 80 %; line: from the fastest to p99")
    axes = style.place(made, left=170, right=140, top=98, bottom=36)
    axes.set_xscale("log")
    axes.set_ylim(-0.7, len(trials) - 0.3)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    for row, trial in enumerate(trials):
        look = looks[words.way(trial)]
        _draw_strip(axes, row, trial.quantiles_us, look)
        side = {"color": look.color, "weight": look.weight, "va": "center"}
        edge = axes.get_yaxis_transform()
        axes.text(-0.02, row, words.way(trial), ha="right", transform=edge, **side)
        for x, quantile in ((1.10, 50), (1.235, 99)):
            axes.text(x, row, words.figure(trial.quantiles_us[quantile]), ha="right",
                      transform=edge, **side)
    style.logarithmic(axes.xaxis)
    for x, head in ((1.10, "p50"), (1.235, "p99")):
        axes.text(x, len(trials) - 0.2, head, ha="right", va="bottom", color=style.QUIET,
                  transform=axes.get_yaxis_transform())
    return Chart("bench-latency.svg", "Latency from the start of capture to consumed, per system",
                 style.as_svg(made))


# --- Over the number of readers ------------------------------------------------------------------


def _lines(axes, trials, value, position, looks):
    """One line per way; `position` and `value` say where a trial stands, None where nowhere."""
    ends = []
    for way, own in by_way(trials).items():
        points = sorted((position(trial), value(trial)) for trial in own if value(trial))
        if not points:
            continue
        look = looks[way]
        axes.plot(*zip(*points), color=look.color, linewidth=look.width, linestyle=look.dashes,
                  marker="o", markersize=3 + look.width / 2, zorder=look.layer)
        ends.append((way, *points[-1], look))
    return ends


def _over_readers(axes, trials, value, looks):
    """Draws without names, so that axes can be made alike before label_ends()."""
    counts = sorted(set(map(readers, trials)))
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    ends = _lines(axes, trials, value, readers, looks)
    style.logarithmic(axes.yaxis)
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("readers", labelpad=2)
    return ends


def latency_over_readers(results):
    trials = measured_at_several(results.at_common_setup(), readers)
    if not trials:
        return None
    looks = style.looks(results.paced())
    made = style.figure(
        470, "Latency over the number of readers", "Start of capture to consumed, all readers, µs,"
        " logarithmic. " + _setup_in_words(results))
    panels = [(style.place(made, left=74, right=536, top=92, bottom=44), "p50"),
              (style.place(made, left=440, right=170, top=92, bottom=44), "p99")]
    panels[1][0].sharey(panels[0][0])
    panels[1][0].tick_params(labelleft=False)
    ends = [_over_readers(axes, trials, lambda trial, name=name: _median(trial.consumed_us, name),
                          looks) for axes, name in panels]
    for (axes, name), own in zip(panels, ends):
        axes.set_title(name, loc="left", size=9, weight="bold", color=style.QUIET)
        style.label_ends(axes, own)
    return Chart("bench-readers.svg", "Latency over the number of readers, p50 and p99",
                 style.as_svg(made))


def cpu_over_readers(results):
    trials = measured_at_several(
        [trial for trial in results.at_common_setup() if trial.cpu_s_per_1000], readers)
    if not trials:
        return None
    made = style.figure(
        440, "CPU time over the number of readers", "CPU seconds of all processes for 1000 frames,"
        " logarithmic. " + _setup_in_words(results))
    axes = style.place(made, left=60, right=182, top=76, bottom=44)
    ends = _over_readers(axes, trials, lambda trial: trial.cpu_s_per_1000.median,
                         style.looks(results.paced()))
    style.label_ends(axes, ends)
    return Chart("bench-cpu.svg", "CPU seconds for 1000 frames over the number of readers",
                 style.as_svg(made))


# --- Over the size of a frame --------------------------------------------------------------------


def _median(statistics, name):
    return statistics[name].median if name in statistics else None


_FAR_ABOVE = 10  # times what the fastest takes: on one axis with it no other could be told apart


def _on_and_off_the_axis(trials):
    """The trials to draw, and way by way those that copy and are far above them."""
    ways = by_way([trial for trial in trials if "p50" in trial.access_us])
    slowest = {way: max(_median(trial.access_us, "p50") for trial in own)
               for way, own in ways.items()}
    above = {way for way, own in ways.items()
             if not own[0].in_place and slowest[way] > _FAR_ABOVE * min(slowest.values())}
    return ([trial for way in ways if way not in above for trial in ways[way]],
            [ways[way] for way in ways if way in above])


def _in_words(own):
    """One way at its smallest and at its largest size."""
    ends = [f"{words.figure(_median(trial.access_us, 'p50'))} at {words.size(trial.size)}"
            for trial in (own[0], own[-1])]
    return f"{words.way(own[0])}, {ends[0]} to {ends[1]}"


def access_over_size(results):
    trials = measured_at_several(
        [trial for trial in results.paced() if trial.readers == 1], pixels)
    trials, above = _on_and_off_the_axis(
        sorted(one_per_way_and_size(trials, (results.common_setup() or (0, 0))[1]), key=pixels))
    if not trials:
        return None
    sizes = sorted({trial.size for trial in trials}, key=lambda size: size[0] * size[1])
    note = "".join("\nFar above this axis, as it copies: " + _in_words(own) for own in above)
    made = style.figure(440, "Time to access over the size of a frame", "publish() to the reader"
                        " having the frame, median, µs. RGB, 1 reader." + note)
    axes = style.place(made, left=52, right=182, top=76 + 16 * len(above), bottom=36)
    axes.set_xscale("log")
    looks = {way: replace(look, dashes="solid")
             for way, look in style.looks(results.paced()).items()}
    ends = _lines(axes, trials, lambda trial: _median(trial.access_us, "p50"), pixels, looks)
    axes.set_ylim(bottom=0)
    style.linear(axes.yaxis)
    axes.set_xticks([width * height for width, height in sizes], map(words.size, sizes))
    axes.set_xticks([], minor=True)
    style.label_ends(axes, ends)
    return Chart("bench-sizes.svg", "Time to access a frame over its size", style.as_svg(made))


FILE_NAMES = frozenset(
    ("bench-latency.svg", "bench-readers.svg", "bench-cpu.svg", "bench-sizes.svg"))


def draw(results):
    """Those for which enough was measured."""
    charts = (latency_distribution, latency_over_readers, cpu_over_readers, access_over_size)
    return [chart for chart in (draw_one(results) for draw_one in charts) if chart]
