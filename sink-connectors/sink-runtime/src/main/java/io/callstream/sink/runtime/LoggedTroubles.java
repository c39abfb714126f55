package io.callstream.sink.runtime;

import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what a run that has no health page waits for. */
record LoggedTroubles(String sink) implements Troubles {
    private static final Logger log = LoggerFactory.getLogger(LoggedTroubles.class);

    @Override
    public void trouble(Trouble what, String reason) {
        log.warn("waits: sink={} reason={}", sink, reason);
    }

    @Override
    public void over(Trouble what) {
        log.info("goes on: sink={}", sink);
    }
}
