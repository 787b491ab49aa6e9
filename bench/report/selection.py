"""Which trials stand in a table or a chart."""

import words


def readers(trial):
    return trial.readers


def pixels(trial):
    return trial.width * trial.height


def by_way(trials):
    """The trials of each system and how it was read, both in the order in which they come."""
    ways = {}
    for trial in trials:
        ways.setdefault(words.way(trial), []).append(trial)
    return ways


def measured_at_several(trials, position):
    """Way by way those that were measured at more than one position, in its order."""
    return [trial for own in by_way(trials).values() if len(set(map(position, own))) > 1
            for trial in sorted(own, key=position)]


def one_per_way_and_size(trials, usual_fps):
    """At the usual rate where a size was measured at several, else at the highest."""
    best = {}
    for trial in sorted(trials, key=lambda trial: (trial.fps == usual_fps, trial.fps)):
        best[words.way(trial), trial.size] = trial
    return list(best.values())
