package io.callstream.gateway.app;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.ModelKeeping;
import io.callstream.gateway.config.MoreModels;
import io.callstream.gateway.models.MadeTable;
import io.callstream.settings.Secret;
import io.callstream.table.SharedTables;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that are made at run time. Their table is opened when a configuration first wants it; each change of it makes a snapshot anew, as a
 * reload of the file does. Safe for all threads but event loops.
 */
final class LiveModels {
    private static final Logger log = LoggerFactory.getLogger(LiveModels.class);

    private final SharedTables tables;
    private final Executor executor;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile Runnable refresh = () -> {};
    private volatile @Nullable MadeTable table;
    private List<MoreModels.LeftOut> told = List.of();

    /** @param executor makes snapshots; never refuses */
    LiveModels(SharedTables tables, Executor executor) {
        this.tables = tables;
        this.executor = executor;
    }

    /** From now on changes come into effect. */
    void attach(Runnable taking) {
        refresh = taking;
        if (table != null) {
            changed();
        }
    }

    /** Null when the configuration wants none made. May read a file the first time, so not on an event loop. */
    synchronized @Nullable MadeTable table(GatewayConfig config) {
        boolean wanted = config.auth().management().keepsModels()
                && config.events().capture().events();
        ModelKeeping keeping = config.auth().management().models();
        Secret salt = keeping.secret().orElse(null);
        if (!wanted || salt == null) {
            return null;
        }
        MadeTable open = table;
        if (open == null) {
            open = new MadeTable(tables.kept(TopicCatalogue.models()), salt, this::changed);
            table = open;
        }
        open.saltIs(salt);
        return open;
    }

    /** Another number whenever anything has changed. */
    long version() {
        MadeTable open = table;
        return open == null ? 0 : open.version();
    }

    /** The configuration of a file with what was made; what cannot be served is left out, and said so once. */
    GatewayConfig over(GatewayConfig file) {
        MadeTable open = table(file);
        if (open == null) {
            return file;
        }
        MadeTable.Content content = open.content();
        MoreModels.Reading reading = file.models().more().read(file.models(), content.models());
        tell(Stream.concat(content.unreadable().stream(), reading.leftOut().stream())
                .toList());
        return file.with(reading.models());
    }

    private synchronized void tell(List<MoreModels.LeftOut> leftOut) {
        leftOut.stream()
                .filter(each -> !told.contains(each))
                .forEach(each -> log.error(
                        "left out of the models that are served: {}: {}",
                        each.id(),
                        String.join("; ", each.problems())));
        told = leftOut;
    }

    /** Brings everything that has changed into effect before it returns. */
    void take() {
        refresh.run();
    }

    private void changed() {
        if (due.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    due.set(false);
                    take();
                });
            } catch (RejectedExecutionException e) {
                log.debug("models changed while the gateway was being closed", e);
            }
        }
    }
}
