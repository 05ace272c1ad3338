"""The data of the kernel matrices: 20 whole numbers an input."""


def rows(count):
    return [[(20 * i + k) ** 2 * 7919 % 1009 - 504 for k in range(20)] for i in range(count)]


if __name__ == "__main__":
    import sys

    for row in rows(int(sys.argv[1])):
        print(*row, sep=",")
