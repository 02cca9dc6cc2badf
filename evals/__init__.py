"""Quality as a number: cases with known facts, checks without a judge, and proof that they bite.

cases, lock          what is asked and expected, and the lock that no case leaves unseen
canonical, matching  text in one form, and whether it asserts something
identifiers, support every number, date, clause and designation; whether quotes carry a statement
checks/              one answer against one case: a score with its reason, or unscored with its reason
statistics, runner   rates with intervals; all cases asked, nothing dropped
gate, compare        the exit code, the committed baseline, and flips by name
controls/            evals of the evals: planted faults, harmless variants, trivial answerers, broken scorers
report/              terminal, JSON, JUnit XML, Markdown and one HTML page
retrieval, robustness, counterfactual, peer   benchmarks of their own
"""
