package io.callstream.replay;

import io.callstream.replay.plan.OffsetsFile;
import io.callstream.replay.run.ReplayJobs;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A replay's process, to be killed. */
public final class ChildReplay {
    private ChildReplay() {}

    /** Arguments: configuration file, data folder, job, file of offsets. */
    public static void main(String[] arguments) throws Exception {
        SinkRunnerOptions options = TestReplay.options(Files.readString(Path.of(arguments[0])), Path.of(arguments[1]));
        try (ReplayJobs jobs =
                ReplayJobs.on(SinkDescription.read(options).kafka(), TestReplay.EVEN_OFFSETS, Clock.systemUTC())) {
            jobs.start(
                    TestReplay.plan(
                            TestReplay.everything(arguments[2], OffsetsFile.read(Path.of(arguments[3]))), options),
                    options,
                    status -> {});
        }
    }
}
