-- getenv, execute, setlocale.
print(os.getenv("NO_SUCH_VARIABLE_HERE"), type(os.getenv("PATH")), pcall(os.getenv))
print(os.execute("exit 0"), os.execute("exit 3"), os.execute("true"), os.execute("false"), os.execute() ~= 0)
print(os.setlocale("C"), os.setlocale(), os.setlocale("no-such-locale"), os.setlocale(nil, "numeric"), os.setlocale("C", "time"))
print(pcall(os.setlocale, "C", "nonsense"))
