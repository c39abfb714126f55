/** The catalogue of topics: names, partitions, retention. */
@NullMarked
package io.callstream.events.topic;

import org.jspecify.annotations.NullMarked;
