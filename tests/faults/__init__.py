"""Faults made on purpose: processes killed, databases restarted, answers cut off, disks full.

Each test runs a server of its own (gunicorn, a database nobody else uses) and compares what people were told with
what the log holds afterwards. For the figures, and more of it than the few seconds of every day:

    FAULTS_ROUNDS=20 pytest tests/faults -rP
"""
