# Counts what the test programs in a log say of themselves (GoogleTest, node --test, vitest, "N passed,
# N failed"; ctest where nothing else speaks). Prints passed and failed; a log that says nothing
# counts as one check, failed where -v status is not 0.
match($0, /\[  PASSED  \] [0-9]+ test/) { passed += substr($0, RSTART + 13) + 0; spoken = 1 }
match($0, /\[  FAILED  \] [0-9]+ tests?, listed/) { failed += substr($0, RSTART + 13) + 0; spoken = 1 }
/^# pass [0-9]+/ { passed += $3; spoken = 1 }
/^# fail [0-9]+/ { failed += $3; spoken = 1 }
/^ *Tests .*\([0-9]+\)$/ {
  spoken = 1
  for (i = 2; i <= NF; ++i) {
    if ($i == "passed") passed += $(i - 1)
    if ($i == "failed") failed += $(i - 1)
  }
}
match($0, /[0-9]+ passed, [0-9]+ failed/) {
  split(substr($0, RSTART, RLENGTH), n, " ")
  passed += n[1]
  failed += n[3]
  spoken = 1
}
/tests passed, [0-9]+ tests? failed out of [0-9]+/ { ctest_failed = $4; ctest_all = $NF }
END {
  if (!spoken) { passed += ctest_all - ctest_failed; failed += ctest_failed }
  if (status != 0 && !failed) failed = 1
  if (!passed && !failed) passed = 1
  print passed + 0, failed + 0
}
