package io.callstream.console.sinks;

import io.callstream.sink.runtime.SinkRunnerOptions;
import java.util.List;

/** The sinks that there are, with their configuration: who starts the console knows them. */
public interface SinkAccess {
    /** Their names. */
    List<String> names();

    /** A sink with its configuration, for one that is not running here. */
    SinkRunnerOptions options(String sink);
}
