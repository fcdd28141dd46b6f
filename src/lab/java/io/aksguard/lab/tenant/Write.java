package io.aksguard.lab.tenant;

/**
 * Who writes what, for events and changes.
 *
 * @param method PUT, PATCH, DELETE or POST
 * @param operationName such as {@code Microsoft.ContainerService/managedClusters/write}
 * @param clientType how {@code resourcechanges} names the program
 */
record Write(
    Principal principal,
    String correlationId,
    String method,
    String operationName,
    String clientType) {}
