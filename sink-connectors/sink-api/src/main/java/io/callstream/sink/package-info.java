/**
 * What the runtime and a sink know of each other: events in, a verdict out. No Kafka type is in it, and nothing of how events are
 * mapped: the runtime sees this package and {@code failure} alone.
 *
 * <p>The packages below help the author of a sink with the mapping and see this one, never the other way round: {@code json} (an
 * event as JSON, cutting to size), {@code calls} (an ended call in people's terms), {@code litellm} (LiteLLM's form), {@code rows}
 * (table rows). Signatures of all of them are guarded, because jars of others are compiled against them.
 */
@NullMarked
package io.callstream.sink;

import org.jspecify.annotations.NullMarked;
