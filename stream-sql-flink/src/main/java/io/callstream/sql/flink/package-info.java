/** SQL over the topics in Flink: sessions, in this process or on a cluster. */
@NullMarked
package io.callstream.sql.flink;

import org.jspecify.annotations.NullMarked;
