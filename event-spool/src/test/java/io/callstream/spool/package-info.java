/** Tests of the spool against models, damage, full disks and killed processes. */
@NullMarked
package io.callstream.spool;

import org.jspecify.annotations.NullMarked;
