/** Events become rows of a Supabase project's tables, by its REST API. */
@NullMarked
package io.callstream.sink.supabase;

import org.jspecify.annotations.NullMarked;
