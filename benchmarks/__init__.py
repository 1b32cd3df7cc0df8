"""How fast Accord is: the pages people wait for, served as in real life, as ratios to two floors of the same run.

    make bench ARGS="--database postgresql"

F1 is a signed-in view that asks one question by primary key and answers one line; F2 are the page's own SQL
statements executed bare. What is measured how is told in benchmarks/README.md, what came out in RESULTS.md.
"""
