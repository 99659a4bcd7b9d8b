#!/usr/bin/python3
"""Reads a stream of subunit v2 and prints one JSON object a test: name, outcome, seconds, and what it said of it.

Usage: results.py < STREAM
"""
import json
import sys

import subunit
import testtools


def text_of(details, *names):
    for name, content in details.items():
        if any(name.startswith(wanted) for wanted in names):
            text = content.as_text().strip()
            if text:
                return text
    return ''


def show(test):
    # That a test is there is told before any is run.
    if test['status'] == 'exists':
        return
    begin, end = test['timestamps']
    print(json.dumps({
        'name': test['id'],
        'outcome': test['status'],
        'seconds': round((end - begin).total_seconds(), 2) if begin and end else 0,
        'said': text_of(test['details'], 'traceback', 'reason', 'stderr'),
    }))


stream = subunit.ByteStreamToStreamResult(sys.stdin.buffer, non_subunit_name='output')
result = testtools.StreamToDict(show)
result.startTestRun()
stream.run(result)
result.stopTestRun()
