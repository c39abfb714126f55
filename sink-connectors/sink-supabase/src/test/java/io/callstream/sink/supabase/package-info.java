/** The supabase sink against PostgREST's documented rules, with a real PostgreSQL behind them. */
@NullMarked
package io.callstream.sink.supabase;

import org.jspecify.annotations.NullMarked;
