/** A provider of vectors that runs in the service's own process, and has its model with it. */
@NullMarked
package dev.rejoin.onnx;

import org.jspecify.annotations.NullMarked;
