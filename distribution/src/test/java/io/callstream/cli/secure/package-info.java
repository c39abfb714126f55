/** Every service on a Kafka that knows who asks and what each may do, and on a registry behind a login. */
@NullMarked
package io.callstream.cli.secure;

import org.jspecify.annotations.NullMarked;
