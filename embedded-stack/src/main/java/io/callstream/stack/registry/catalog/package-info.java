/** Decides what may be registered and deleted: subjects, versions, schema ids and compatibility. */
@NullMarked
package io.callstream.stack.registry.catalog;

import org.jspecify.annotations.NullMarked;
