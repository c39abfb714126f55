package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.models.MadeKind;
import io.callstream.gateway.server.Page;
import io.callstream.settings.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /credentials}: addresses and keys that entries name, of the configuration and made at run time, with masked values. */
final class CredentialViews {
    private static final String NAME = "credential_name";
    private static final String VALUES = "credential_values";
    private static final String INFO = "credential_info";
    private static final String DISPLAY = "display_name";

    private final MadeBook book;

    CredentialViews(MadeBook book) {
        this.book = book;
    }

    Page list(Ask ask) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("credentials", List.copyOf(all().values()));
        return Answers.json(answer);
    }

    /** Those of the configuration win, as they do for entries. */
    private Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        book.desk()
                .served()
                .more()
                .credentials()
                .forEach((name, values) -> all.put(name, row(name, Fields.NONE, values, "config")));
        book.all(MadeKind.CREDENTIAL)
                .forEach((name, each) -> all.putIfAbsent(
                        name, row(name, each.fields(), each.secret().values(), "db")));
        return all;
    }

    private static Map<String, Object> row(String name, Fields fields, Map<String, ?> values, String source) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(NAME, name);
        Optional.ofNullable(fields.text(DISPLAY)).ifPresent(label -> row.put(DISPLAY, label));
        row.put(VALUES, CredentialValues.masked(values));
        row.put(INFO, fields.object(INFO).values());
        row.put("source", source);
        return row;
    }

    Page byName(Ask ask) {
        String name = CredentialPages.named(ask);
        Object row = all().get(name);
        if (row == null) {
            throw ManagementException.notFound(CredentialPages.notFound(name), NAME);
        }
        return Answers.json(row);
    }

    Page byModel(Ask ask) {
        String id = ask.request().variable();
        Deployment deployment =
                book.served(id).orElseThrow(() -> ManagementException.notFound("Model not found", "model_id"));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(NAME, deployment.modelGroup() + "-credential-" + id);
        row.put(VALUES, CredentialValues.masked(valuesOf(deployment)));
        row.put(INFO, Map.of());
        return Answers.json(row);
    }

    private Map<String, Object> valuesOf(Deployment deployment) {
        Map<String, Object> values = new LinkedHashMap<>();
        deployment.apiKey().map(Secret::reveal).ifPresent(key -> values.put("api_key", key));
        values.put("api_base", deployment.apiBase().toString());
        Optional.ofNullable(book.all(MadeKind.MODEL).get(deployment.id()))
                .ifPresent(made -> values.putAll(CredentialValues.of(made.secret())));
        return values;
    }
}
