"""How figures and names are written, in tables and charts alike."""


def figure(value):
    """Three digits or more: 0.213, 12.3, 1,589; a dash for what was not measured."""
    if value is None:
        return "–"
    for least, digits in ((100, 0), (10, 1), (1, 2)):
        if abs(value) >= least:
            return f"{value:,.{digits}f}"
    return f"{value:.3f}" if value else "0"


def median(statistic):
    return figure(statistic.median if statistic else None)


def spread(statistic):
    """The median and, if the rounds differ, how far: `738 (720–761)`."""
    text = median(statistic)
    if statistic is None or figure(statistic.low) == figure(statistic.high):
        return text
    return f"{text} ({figure(statistic.low)}–{figure(statistic.high)})"


_MOST_DECIMALS = 5


def ratio(statistic, bound=None):
    """With two decimals: `1.14 (1.12–1.17)`.

    There are more where the median would look like the bound and is not: `1.002 (0.981–1.050)`.
    """
    decimals = 2
    while (decimals < _MOST_DECIMALS and statistic.median != bound
           and round(statistic.median, decimals) == bound):
        decimals += 1
    middle, low, high = (f"{value:,.{decimals}f}"
                         for value in (statistic.median, statistic.low, statistic.high))
    return middle if low == high else f"{middle} ({low}–{high})"


def percentiles(statistics, *names):
    """Medians in a row: `738 / 1,589`."""
    return " / ".join(median(statistics.get(name)) for name in names)


def count(value):
    return "–" if value is None else f"{value:,}"


def size(width_and_height):
    return "{}×{}".format(*width_and_height)


def rate(fps):
    return f"{fps:g} fps" if fps else "as fast as possible"


def way(trial):
    """The system and how it was read."""
    return trial.system + (", in place" if trial.in_place else "")


def readers(number):
    return "1 reader" if number == 1 else f"{number} readers"
