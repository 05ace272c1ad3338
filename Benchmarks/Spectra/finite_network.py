#!/usr/bin/env python3
"""Trains finite networks on digits and compares their decay with the envelopes that kernelcalc prints.

    python3 finite_network.py KERNELCALC [--width 512,1024,2048,4096] [--inputs 64] [--steps 200]

Needs numpy and scikit-learn. The network is a chain of two ReLU layers of which the read-out is
trained: in the limit of infinite width that is gradient descent with the NNGP kernel K⁽ᴴ⁾ of `2_02`, whose
squared error falls along each eigenvector of λ by (1 - ηλ)² a step. With finite width the kernel is
off by O(1/√width), and so is the decay.
"""

import argparse
import json
import os
import subprocess
import tempfile

import numpy
from sklearn.datasets import load_digits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kernelcalc")
    parser.add_argument("--width", default="512,1024,2048,4096")
    parser.add_argument("--inputs", type=int, default=64)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--draws", type=int, default=16)
    options = parser.parse_args()
    images, classes = load_digits(return_X_y=True)
    images, classes = images[: options.inputs], classes[: options.inputs]
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "x.npy")
        numpy.save(data, images.astype(numpy.int64))
        common = ["2_02", "--inputs", data, "--normalize"]
        spectrum = json.loads(
            subprocess.run(
                [options.kernelcalc, "spectrum", *common, "--json"], check=True, capture_output=True
            ).stdout)
        matrix = os.path.join(folder, "K.npy")
        subprocess.run([options.kernelcalc, "gram", *common, "--out", matrix], check=True,
                       capture_output=True)
        kernel = numpy.load(matrix)
    least, most = (float(spectrum[name]["lower"]) for name in ["lambda_min", "lambda_max"])
    step = 1 / most
    rate = 1 - step * least / 2
    labels = numpy.where(classes % 2 == 0, 1.0, -1.0)
    labels /= numpy.linalg.norm(labels)
    x = images / numpy.linalg.norm(images, axis=1, keepdims=True)

    def decay(features):
        """‖y - X(k)‖² of gradient descent from X(0) = 0."""
        residual, errors = labels.copy(), [1.0]
        for _ in range(options.steps):
            residual -= step * (features @ (features.T @ residual))
            errors.append(residual @ residual)
        return numpy.array(errors)

    values, vectors = numpy.linalg.eigh(kernel)
    weights = (vectors.T @ labels) ** 2
    powers = numpy.arange(options.steps + 1)
    exact = ((1 - step * values)[:, None] ** (2 * powers) * weights[:, None]).sum(0)
    upper = rate**powers
    lower = numpy.maximum(0, 1 - step * most) ** (2 * powers)
    print(f"N = {options.inputs}, step 1/lambda_max = {step:.3e}, rate of Theorem 3.1 {rate:.9f}")
    print(f"infinite width: {exact[-1]:.6f} of the squared error left after {options.steps} steps")
    print("width, left after the last step, deviation from infinite width, within the envelopes")
    for width in map(int, options.width.split(",")):
        deviations, lasts, inside = [], [], []
        for draw in range(options.draws):
            generator = numpy.random.default_rng(draw)
            features = x
            for _ in range(2):
                weight = generator.standard_normal((features.shape[1], width))
                scale = numpy.sqrt(2 / width)
                features = scale * numpy.maximum(features @ weight, 0)
            curve = decay(features)
            deviations.append(numpy.abs(curve - exact).max())
            lasts.append(curve[-1])
            inside.append(bool((curve <= upper + 1e-12).all() and (curve >= lower - 1e-12).all()))
        # Of the largest deviation of each draw the root mean square.
        deviation = numpy.sqrt(numpy.mean(numpy.square(deviations)))
        print(f"{width}, {numpy.mean(lasts):.6f}, {deviation:.2e}, {all(inside)}")


main()
