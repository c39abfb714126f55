package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.ShownParams;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
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
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** {@code /model/new}, {@code update}, {@code delete}: models that are made at run time, beside those of the configuration. */
final class ModelPages {
    private static final String NAME = "model_name";
    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final String INFO_ID = "model_info.id";
    private static final String ID = "id";

    /** What a null takes away; elsewhere it says nothing, as in LiteLLM. Prices, too. */
    private static final Set<String> CLEARED = Set.of("litellm_credential_name", "cache_control_injection_points");

    private final MadeBook book;
    private final RandomGenerator random;

    ModelPages(MadeBook book, RandomGenerator random) {
        this.book = book;
        this.random = random;
    }

    Page create(Ask ask) {
        book.table();
        checkWhose(ask);
        Fields info = MadeBook.object(ask, INFO);
        String said = info.text(ID);
        String id = said == null ? new UUID(random.nextLong(), random.nextLong()).toString() : said;
        Fields fields = new Fields(
                Map.of(NAME, ask.required(NAME), INFO, info.with(ID, null).values()));
        Fields params = MadeBook.object(ask, PARAMS);
        return create(MadeBook.record(MadeKind.MODEL, id, book.made(ask, fields), params, INFO_ID));
    }

    private Page create(MadeRecord model) {
        String id = model.id();
        return book.alone(MadeKind.MODEL, id, () -> {
            if (book.table().has(MadeKind.MODEL, id) || book.served(id).isPresent()) {
                throw ManagementException.bad("A model with the id " + ShownText.of(id) + " already exists.", INFO_ID);
            }
            book.checkModel(model);
            return row(book.save(model));
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
        checkWhose(ask);
        return book.alone(MadeKind.MODEL, id, () -> {
            MadeRecord before = book.find(MadeKind.MODEL, id).orElseThrow(() -> missing(id, missing));
            MadeRecord changed = before.with(
                    book.changed(ask, fields(ask, before.fields(), gone)),
                    MadeBook.without(
                            before.secret().with(MadeBook.object(ask, PARAMS).values()), gone));
            book.checkModel(changed);
            return row(book.save(changed));
        });
    }

    private static Fields fields(Ask ask, Fields before, List<String> gone) {
        Fields info = MadeBook.without(before.object(INFO), gone)
                .with(MadeBook.object(ask, INFO).values())
                .with(ID, null);
        String name = ask.text(NAME);
        Fields changed = before.with(INFO, info.values());
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
            book.remove(MadeKind.MODEL, id);
            return Answers.json(Map.of("message", "Model: " + ShownText.of(id) + " deleted successfully"));
        });
    }

    /** What LiteLLM has and is not here is refused, so that nobody takes it to hold. */
    private static void checkWhose(Ask ask) {
        Map<String, Function<Fields, Object>> refused = new LinkedHashMap<>();
        refused.put("model_info.team_id", body -> body.object(INFO).text("team_id"));
        refused.put("blocked", body -> body.flag("blocked") ? body : null);
        refused.forEach((name, value) -> {
            if (value.apply(ask.body()) != null) {
                throw new ManagementException(new CallError(
                        GatewayError.BAD_ENTITY,
                        name
                                + ": models of one team alone and blocked models are not kept here; give the team's keys the models"
                                + " they may call (models), or delete the model",
                        name));
            }
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
        row.put("blocked", false);
        return Answers.json(row);
    }
}
