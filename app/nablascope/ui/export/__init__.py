"""The Export dialog: a still picture or the film of a run."""
