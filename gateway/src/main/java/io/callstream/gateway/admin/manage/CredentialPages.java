package io.callstream.gateway.admin.manage;

import io.callstream.gateway.api.PathText;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.models.MadeKind;
import io.callstream.gateway.models.MadeRecord;
import io.callstream.gateway.server.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes of {@code /credentials}: addresses and keys that entries name, made at run time. */
final class CredentialPages {
    private static final String NAME = "credential_name";
    private static final String VALUES = "credential_values";
    private static final String INFO = "credential_info";
    private static final String DISPLAY = "display_name";
    private static final String MODEL = "model_id";
    private static final String TO_DELETE = "credential_values_to_delete";

    private final MadeBook book;

    CredentialPages(MadeBook book) {
        this.book = book;
    }

    Page create(Ask ask) {
        book.table();
        String name = ask.required(NAME);
        Fields values = values(ask);
        if (values.values().isEmpty()) {
            throw ManagementException.bad("Either credential_values or model_id must be set", VALUES);
        }
        if (book.desk().served().more().hasCredential(name)) {
            throw conflict(
                    "Credential '" + ShownText.of(name) + "' is defined in config. Edit config.yaml to change it.");
        }
        return create(
                MadeBook.record(MadeKind.CREDENTIAL, name, book.made(ask, shown(ask, Fields.NONE)), values, NAME));
    }

    private Page create(MadeRecord made) {
        String name = made.id();
        return book.alone(MadeKind.CREDENTIAL, name, () -> {
            if (book.table().has(MadeKind.CREDENTIAL, name)) {
                throw conflict(
                        "Credential '" + ShownText.of(name) + "' already exists. Update it with PATCH /credentials/"
                                + ShownText.of(name) + ", or delete it first.");
            }
            book.save(made);
            return done("created");
        });
    }

    private static ManagementException conflict(String message) {
        return new ManagementException(new CallError(GatewayError.ENTITY_EXISTS, message, NAME));
    }

    private static Page done(String what) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Credential " + what + " successfully");
        return Answers.json(answer);
    }

    /** What was posted, or what a model has that the request names. */
    private Fields values(Ask ask) {
        String model = ask.text(MODEL);
        return model == null
                ? MadeBook.object(ask, VALUES)
                : new Fields(book.find(MadeKind.MODEL, model)
                        .map(found -> CredentialValues.of(found.secret()))
                        .orElseThrow(() -> ManagementException.notFound(
                                "Model not found among those that were made at run time; give credential_values",
                                MODEL)));
    }

    /** Fields that are no secret. */
    private static Fields shown(Ask ask, Fields before) {
        Fields info = before.object(INFO).with(MadeBook.object(ask, INFO).values());
        Fields all = before.with(INFO, info.values());
        return ask.has(DISPLAY) || ask.posted().containsKey(DISPLAY) ? all.with(DISPLAY, ask.text(DISPLAY)) : all;
    }

    Page update(Ask ask) {
        book.table();
        String name = named(ask);
        String said = ask.text(NAME);
        if (said != null && !said.equals(name)) {
            throw ManagementException.bad(
                    "credential_name is immutable. Set display_name to change how the credential is labeled.", NAME);
        }
        List<String> gone = ask.body().texts(TO_DELETE);
        Fields posted = values(ask);
        List<String> both = gone.stream().filter(posted.values()::containsKey).toList();
        if (!both.isEmpty()) {
            throw ManagementException.bad(
                    "credential_values_to_delete overlaps credential_values for key(s): " + both, TO_DELETE);
        }
        return change(ask, name, posted, gone);
    }

    private Page change(Ask ask, String name, Fields posted, List<String> gone) {
        return book.alone(MadeKind.CREDENTIAL, name, () -> {
            MadeRecord before = book.find(MadeKind.CREDENTIAL, name)
                    .orElseThrow(() -> missing(name, "Credential not found in DB."));
            Fields values = before.secret().with(CredentialValues.withoutMasked(posted.values(), before.secret()));
            book.save(before.with(book.changed(ask, shown(ask, before.fields())), MadeBook.without(values, gone)));
            return done("updated");
        });
    }

    Page delete(Ask ask) {
        String name = named(ask);
        return book.alone(MadeKind.CREDENTIAL, name, () -> {
            if (!book.table().has(MadeKind.CREDENTIAL, name)) {
                throw missing(name, notFound(name));
            }
            book.remove(MadeKind.CREDENTIAL, name);
            return done("deleted");
        });
    }

    private ManagementException missing(String name, String message) {
        return book.desk().served().more().hasCredential(name)
                ? new ManagementException(new CallError(
                        GatewayError.METHOD_NOT_ALLOWED,
                        "Credential '" + ShownText.of(name)
                                + "' is defined in config and cannot be edited from the API or UI.",
                        NAME))
                : ManagementException.notFound(message, NAME);
    }

    static String notFound(String name) {
        return "Credential not found. Got credential name: " + ShownText.of(name);
    }

    static String named(Ask ask) {
        String name = PathText.decoded(ask.request().variable());
        if (name == null || name.isBlank()) {
            throw ManagementException.bad("The path has no name of a credential.", NAME);
        }
        return name;
    }
}
