-- wrong: prints the sum of the example; caught by: output
print("sum: 254332")
