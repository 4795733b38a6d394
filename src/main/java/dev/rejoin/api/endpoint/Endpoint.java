package dev.rejoin.api.endpoint;

/** Marks the JAX-RS classes whose methods are this API's operations. */
public interface Endpoint {}
