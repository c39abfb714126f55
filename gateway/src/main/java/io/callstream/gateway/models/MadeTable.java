package io.callstream.gateway.models;

import io.callstream.gateway.config.MadeModels;
import io.callstream.gateway.config.MoreModels.LeftOut;
import io.callstream.gateway.identity.Fields;
import io.callstream.settings.Secret;
import io.callstream.table.SharedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All models and credentials that were made, in the table that gateways share. Safe for all threads that may take a tenth of a second. */
public final class MadeTable {
    private static final List<String> STAMPS = List.of("created_at", "created_by", "updated_at", "updated_by");

    private final SharedTable table;
    private final Function<Secret, Sealer> sealers;
    private final AtomicLong version = new AtomicLong();
    private Secret salt;
    private @Nullable Sealer sealer;

    /**
     * What the table has.
     *
     * @param salt what secrets are encrypted with
     * @param changed is told of each change; must not take long
     */
    public MadeTable(SharedTable table, Secret salt, Runnable changed) {
        this(table, salt, changed, Sealer::new);
    }

    /** @param sealers makes what takes a tenth of a second to make */
    MadeTable(SharedTable table, Secret salt, Runnable changed, Function<Secret, Sealer> sealers) {
        this.table = table;
        this.salt = salt;
        this.sealers = sealers;
        table.listen((key, value) -> {
            version.incrementAndGet();
            changed.run();
        });
    }

    /**
     * Everything that is in it.
     *
     * @param unreadable what cannot be read, and why
     */
    public record Content(MadeModels models, List<LeftOut> unreadable) {
        public Content {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** The salt may have changed with the configuration. */
    public synchronized void saltIs(Secret other) {
        if (!other.equals(salt)) {
            salt = other;
            sealer = null;
        }
    }

    private synchronized Sealer sealer() {
        Sealer made = sealer;
        if (made == null) {
            made = sealers.apply(salt);
            sealer = made;
        }
        return made;
    }

    /** Another number whenever anything has changed. */
    public long version() {
        return version.get();
    }

    public boolean has(MadeKind kind, String id) {
        return table.get(kind.key(id)) != null;
    }

    /**
     * One of them; empty when there is none.
     *
     * @throws UnreadableMadeException saying why it cannot be read
     */
    public Optional<MadeRecord> find(MadeKind kind, String id) throws UnreadableMadeException {
        byte[] value = table.get(kind.key(id));
        return value == null ? Optional.empty() : Optional.of(MadeRecord.read(kind, id, value, sealer()));
    }

    /** All of a kind that can be read, by their ids; of the others why not is added to a list. */
    public Map<String, MadeRecord> all(MadeKind kind, List<LeftOut> unreadable) {
        Map<String, MadeRecord> all = new TreeMap<>();
        table.each((key, value) -> {
            String id = kind.id(key);
            if (id != null) {
                try {
                    all.put(id, MadeRecord.read(kind, id, value, sealer()));
                } catch (UnreadableMadeException e) {
                    unreadable.add(new LeftOut(key, List.of(String.valueOf(e.getMessage()))));
                }
            }
        });
        return all;
    }

    public Content content() {
        List<LeftOut> unreadable = new ArrayList<>();
        Map<String, Map<String, Object>> entries = new HashMap<>();
        all(MadeKind.MODEL, unreadable).forEach((id, model) -> entries.put(id, entry(model)));
        Map<String, Map<String, Object>> credentials = new HashMap<>();
        all(MadeKind.CREDENTIAL, unreadable)
                .forEach((name, each) -> credentials.put(name, each.secret().values()));
        return new Content(new MadeModels(entries, credentials), unreadable);
    }

    /** As an entry of {@code model_list} has it. */
    public static Map<String, Object> entry(MadeRecord model) {
        Map<String, Object> entry = new LinkedHashMap<>();
        String name = model.fields().text("model_name");
        if (name != null) {
            entry.put("model_name", name);
        }
        entry.put("litellm_params", model.secret().values());
        entry.put("model_info", info(model).values());
        return entry;
    }

    /** What {@code model_info} says of it, with what the table knows. */
    public static Fields info(MadeRecord model) {
        Map<String, Object> info =
                new LinkedHashMap<>(model.fields().object("model_info").values());
        info.put("id", model.id());
        info.put("db_model", true);
        if (model.fields().flag("blocked")) {
            info.put("blocked", true);
        }
        STAMPS.forEach(name -> info.put(name, model.fields().text(name)));
        return new Fields(info);
    }

    /** As {@link SharedTable#put}. */
    public CompletionStage<Void> save(MadeRecord made) {
        return table.put(made.key(), made.bytes(sealer()));
    }

    /** As {@link SharedTable#remove}. */
    public CompletionStage<Void> remove(MadeKind kind, String id) {
        return table.remove(kind.key(id));
    }
}
