package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.ShownParams;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.models.MadeKind;
import io.callstream.gateway.models.MadeRecord;
import io.callstream.gateway.models.MadeTable;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** {@code /model/new}, {@code update}, {@code delete}: models that are made at run time, beside those of the configuration. */
final class ModelPages {
    private static final String NAME = "model_name";
    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final String INFO_ID = "model_info.id";
    private static final String ID = "id";
    private static final String BLOCKED = "blocked";

    /** What a null takes away; elsewhere it says nothing, as in LiteLLM. Prices, too. */
    private static final Set<String> CLEARED = Set.of("litellm_credential_name", "cache_control_injection_points");

    private final MadeBook book;
    private final ModelTeams teams;
    private final RandomGenerator random;

    ModelPages(MadeBook book, ModelTeams teams, RandomGenerator random) {
        this.book = book;
        this.teams = teams;
        this.random = random;
    }

    Page create(Ask ask) {
        book.table();
        Fields info = MadeBook.object(ask, INFO);
        String said = info.text(ID);
        String id = said == null ? new UUID(random.nextLong(), random.nextLong()).toString() : said;
        Fields fields = new Fields(
                Map.of(NAME, ask.required(NAME), INFO, info.with(ID, null).values()));
        fields = ask.body().flag(BLOCKED) ? fields.with(BLOCKED, true) : fields;
        Fields params = MadeBook.object(ask, PARAMS);
        return create(ask, MadeBook.record(MadeKind.MODEL, id, book.made(ask, fields), params, INFO_ID));
    }

    private Page create(Ask ask, MadeRecord asked) {
        String id = asked.id();
        return book.alone(MadeKind.MODEL, id, () -> {
            MadeRecord model = asked.with(teams.settle(Fields.NONE, asked.fields(), ask.text(NAME)), asked.secret());
            if (book.table().has(MadeKind.MODEL, id) || book.served(id).isPresent()) {
                throw ManagementException.bad("A model with the id " + ShownText.of(id) + " already exists.", INFO_ID);
            }
            book.checkModel(model);
            book.save(model);
            teams.list(ask, Fields.NONE, model.fields());
            return row(model);
        });
    }

    /** As LiteLLM's older scripts do; the id stands in {@code model_info}, or beside it. */
    Page update(Ask ask) {
        book.table();
        String said = MadeBook.object(ask, INFO).text(ID);
        String id = said == null ? ask.text(ID) : said;
        if (id == null) {
            throw ManagementException.bad("model_info.id not provided", INFO_ID);
        }
        if (!ask.has(PARAMS)) {
            throw ManagementException.bad("litellm_params not provided", PARAMS);
        }
        return change(ask, id, 400, List.of());
    }

    /** The id stands in the path. */
    Page patch(Ask ask) {
        List<String> gone = new ArrayList<>(ask.body().texts("litellm_params_to_remove"));
        MadeBook.nulls(ask, PARAMS).stream()
                .filter(name -> CLEARED.contains(name) || name.contains("cost"))
                .forEach(gone::add);
        return change(ask, ask.request().variable(), 404, gone);
    }

    private Page change(Ask ask, String id, int missing, List<String> gone) {
        book.table();
        return book.alone(MadeKind.MODEL, id, () -> {
            MadeRecord before = book.find(MadeKind.MODEL, id).orElseThrow(() -> missing(id, missing));
            MadeRecord changed = before.with(
                    book.changed(
                            ask, teams.settle(before.fields(), fields(ask, before.fields(), gone), ask.text(NAME))),
                    MadeBook.without(
                            before.secret().with(MadeBook.object(ask, PARAMS).values()), gone));
            book.checkModel(changed);
            book.save(changed);
            teams.list(ask, before.fields(), changed.fields());
            return row(changed);
        });
    }

    private static Fields fields(Ask ask, Fields before, List<String> gone) {
        Fields info = MadeBook.without(before.object(INFO), gone)
                .with(MadeBook.object(ask, INFO).values())
                .with(ID, null);
        String name = ask.text(NAME);
        Fields changed = before.with(INFO, info.values());
        if (ask.has(BLOCKED)) {
            changed = changed.with(BLOCKED, ask.body().flag(BLOCKED) ? true : null);
        }
        return name == null ? changed : changed.with(NAME, name);
    }

    private ManagementException missing(String id, int status) {
        if (book.served(id).isPresent()) {
            return ManagementException.bad(
                    "Can't edit model. Model in config. Store model in db via `/model/new`. to edit.", INFO_ID);
        }
        String message = "Model " + ShownText.of(id) + " not found on proxy.";
        return status == 404 ? ManagementException.notFound(message, ID) : ManagementException.bad(message, INFO_ID);
    }

    Page delete(Ask ask) {
        book.table();
        String id = ask.required(ID);
        return book.alone(MadeKind.MODEL, id, () -> {
            if (!book.table().has(MadeKind.MODEL, id)) {
                String why = book.served(id).isPresent() ? " (it stands in the configuration file)" : "";
                throw ManagementException.bad("Model with id=" + ShownText.of(id) + " not found in db" + why, ID);
            }
            Fields gone = fields(id);
            book.remove(MadeKind.MODEL, id);
            teams.list(ask, gone, Fields.NONE);
            return Answers.json(Map.of("message", "Model: " + ShownText.of(id) + " deleted successfully"));
        });
    }

    /** One that cannot be read can be deleted as well. */
    private Fields fields(String id) {
        MadeRecord known = book.all(MadeKind.MODEL).get(id);
        return known == null ? Fields.NONE : known.fields();
    }

    /** Calls go to it no more, or again. */
    Page block(Ask ask, boolean blocked) {
        book.table();
        String id = ask.required("model_id");
        return book.alone(MadeKind.MODEL, id, () -> {
            MadeRecord before = book.find(MadeKind.MODEL, id).orElseThrow(() -> missing(id, 404));
            Fields fields = before.fields().with(BLOCKED, blocked ? true : null);
            return row(book.save(before.with(book.changed(ask, fields), before.secret())));
        });
    }

    private static Page row(MadeRecord model) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model_id", model.id());
        row.put(NAME, String.valueOf(model.fields().text(NAME)));
        row.put(PARAMS, ShownParams.shown(model.secret().values()));
        row.put(INFO, MadeTable.info(model).values());
        for (String stamp : List.of("created_at", "created_by", "updated_at", "updated_by")) {
            row.put(stamp, String.valueOf(model.fields().text(stamp)));
        }
        row.put(BLOCKED, model.fields().flag(BLOCKED));
        return Answers.json(row);
    }
}
