package io.callstream.sink.supabase;

import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;

/**
 * What to send to and what to keep.
 *
 * @param project address of the project, and headers with its key and schema
 * @param content whether bodies are stored; their columns stay null otherwise
 * @param chunks whether chunk events are stored, if the sink hears of them
 * @param http timeout
 */
public record SupabaseSinkConfig(Target project, boolean content, boolean chunks, HttpOptions http) {}
