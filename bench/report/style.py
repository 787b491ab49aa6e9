"""The look of the charts: calm, readable on a light and on a dark page, ours in front."""

import io
from dataclasses import dataclass

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

import words

INK, QUIET, RULE = "#2b3036", "#6b7280", "#e3e6ea"
_OURS = ["#0f5ca8", "#2f7dc4", "#5b7fa3"]  # the first of ours in front
_BARE = "#7d858e"  # what has no protocol on top
_PEERS = ["#a8642a", "#5d7f4e", "#85689c", "#b0556a", "#3f8480", "#8c7a33", "#77695f"]
_POINTS_PER_PIXEL = 0.75
_WIDTH_PIXELS = 800

matplotlib.rcdefaults()  # and not what a user likes
matplotlib.rcParams.update({
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "framering",  # the same ids each time
    "font.family": "sans-serif",
    # Laid out with the first; a reader's machine takes what it has, and the others are narrower.
    "font.sans-serif": ["DejaVu Sans", "Helvetica", "Arial"],
    "font.size": 8.5,
    "text.color": INK,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
})


@dataclass(frozen=True)
class Look:
    """Of a line."""

    color: str
    width: float
    weight: str
    layer: int
    dashes: str


def looks(trials):
    """The Look of each way in these trials, by its name."""
    ours = list(dict.fromkeys(trial.system for trial in trials if trial.ours))
    peers = list(dict.fromkeys(trial.system for trial in trials
                               if not trial.ours and not is_bare(trial)))
    found = {}
    for trial in trials:
        dashes = (0, (1.5, 1.2)) if trial.in_place else "solid"
        if trial.ours:
            rank = min(ours.index(trial.system), len(_OURS) - 1)
            look = Look(_OURS[rank], 2.4 if rank == 0 else 1.7, "bold", 5 - rank, dashes)
        elif is_bare(trial):
            look = Look(_BARE, 1.2, "normal", 2, (0, (4, 2)))
        else:
            color = _PEERS[peers.index(trial.system) % len(_PEERS)]
            look = Look(color, 1.2, "normal", 2, dashes)
        found[words.way(trial)] = look
    return found


def is_bare(trial):
    return trial.kind == "bare"


def figure(height_pixels, title, explanation):
    """As wide as GitHub shows it, so that letters keep their size; the explanation, of one line or
    two, stands below the title."""
    points = _WIDTH_PIXELS * _POINTS_PER_PIXEL, height_pixels * _POINTS_PER_PIXEL
    made = Figure(figsize=(points[0] / 72, points[1] / 72), dpi=72, facecolor="white")
    FigureCanvasSVG(made)
    left = 12 / _WIDTH_PIXELS
    made.text(left, 1 - 14 / height_pixels, title, size=11, weight="bold", va="top")
    made.text(left, 1 - 36 / height_pixels, explanation, size=8.5, color=QUIET, va="top",
              linespacing=1.4)
    return made


def place(made, left, right, top, bottom):
    """Axes at these distances from the figure's edges, in pixels."""
    width, height = (inches * 72 / _POINTS_PER_PIXEL for inches in made.get_size_inches())
    return made.add_axes((left / width, bottom / height, (width - left - right) / width,
                          (height - top - bottom) / height))


def logarithmic(axis):
    """Figures at the powers of ten, and at their double and fivefold on a short axis."""
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high / low < 150 else (1,), numticks=12))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axis.set_minor_formatter(NullFormatter())
    axis.grid(True)


def linear(axis):
    """From 0, so that heights can be compared."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axis.grid(True)


def label_ends(axes, ends):
    """Names at the right edge, each at the height where its line ends or as near as there is room.

    `ends`: (name, x, y, look).
    """
    gap = 14 * _POINTS_PER_PIXEL
    height = axes.get_window_extent().height
    ends = sorted(ends, key=lambda end: end[2])
    heights = [axes.transData.transform((end[1], end[2]))[1] - axes.bbox.y0 for end in ends]
    for (name, x, y, look), placed in zip(ends, _spread(heights, gap, height)):
        axes.annotate(name, xy=(x, y), xytext=(1 + 15 / axes.bbox.width, placed / height),
                      textcoords="axes fraction", color=look.color, weight=look.weight,
                      va="center", size=8,
                      arrowprops={"arrowstyle": "-", "color": look.color, "linewidth": 0.5,
                                  "alpha": 0.5, "relpos": (0, 0.5), "shrinkA": 2, "shrinkB": 3})


def _spread(heights, gap, most):
    """The heights, ascending, moved apart to `gap` and, if they fit, kept below `most`."""
    groups = []  # of neighbours that touch: [sum of wanted bottoms, members]
    for i, height in enumerate(heights):
        groups.append([height - gap * i, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, members = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += members
    room = max(most - gap * (len(heights) - 1), 0)
    bottoms = [min(max(total / members, 0), room) for total, members in groups
               for _ in range(members)]
    return [bottom + gap * i for i, bottom in enumerate(bottoms)]


def as_svg(made):
    stream = io.BytesIO()
    made.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()
