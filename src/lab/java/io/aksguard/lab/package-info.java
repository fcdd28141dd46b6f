/**
 * A local host for the packaged Function App: it reads the folder that would be deployed, calls the
 * functions as the Java worker does, and plays orchestrations by the app's own executor. One
 * virtual clock rules it and the simulated tenant. The same folder runs under {@code func start}.
 *
 * <p>It is a stand-in and no Core Tools; its behaviour follows what was measured on worker 2.17.0
 * with durabletask-client 1.5.0 and azure-functions 1.4.0. Not modelled:
 *
 * <ul>
 *   <li>keys beyond four fixed ones, their rotation; of App Service Authentication all but {@link
 *       io.aksguard.lab.Authentication}, and without that its headers pass as they are sent
 *   <li>processes: the worker's start, its time-outs, functionTimeout, memory, Gson's view of typed
 *       parameters (other parameters than texts, requests and contexts are refused)
 *   <li>scale: hosts that share a {@link io.aksguard.lab.TaskHub} divide the work, but nothing is
 *       added or taken away by itself, and there are no partitions and no leases
 *   <li>of host.json all but Durable's name and limits; of timers {@code runOnStartup} and time
 *       spans
 *   <li>output bindings: what a function sets is shown, and stored nowhere
 *   <li>Event Grid's deliveries themselves: retries and dead letters are the simulated tenant's
 *   <li>Durable's storage, entities, rewind, versions, history's limits, HTTP calls, tags; the
 *       journal is not forced to disk
 *   <li>daylight saving: timers are in UTC
 * </ul>
 *
 * <p>Stricter than Azure on purpose: a turn is run twice and compared with its history, and {@code
 * sendEvent} ends the instance as failed; Azure would notice neither. An invocation that waits for
 * an instance's end keeps the clock from jumping to what that instance waits for: start it and
 * answer.
 */
@NullMarked
package io.aksguard.lab;

import org.jspecify.annotations.NullMarked;
