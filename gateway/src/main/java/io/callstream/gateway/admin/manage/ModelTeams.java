package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.models.MadeKind;
import io.callstream.gateway.models.MadeRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Models of one team: what they are called inside, and the team's list of models, which names them as its keys do. */
final class ModelTeams {
    private static final String NAME = "model_name";
    private static final String INFO = "model_info";
    private static final String TEAM = "team_id";
    private static final String PUBLIC = "team_public_model_name";
    private static final String MODELS = "models";

    /** What an empty list means, which it does no more once a name is added to it. */
    private static final String ALL = "all-proxy-models";

    /** What stands in a list that lost its last name, so that it does not mean all. */
    private static final String NONE = "no-default-models";

    private final Records records;
    private final MadeBook book;
    private final RandomGenerator random;

    ModelTeams(Records records, MadeBook book, RandomGenerator random) {
        this.records = records;
        this.book = book;
        this.random = random;
    }

    /** The team that a model is for; null for everybody. */
    static @Nullable String team(Fields model) {
        String team = model.object(INFO).text(TEAM);
        return team == null || team.isBlank() ? null : team;
    }

    private static String named(Fields model) {
        String own = model.object(INFO).text(PUBLIC);
        return own == null ? String.valueOf(model.text(NAME)) : own;
    }

    /**
     * A model's fields with the name that it has inside.
     *
     * @param before what they were; empty for a new one
     * @param asked the name that the request gives it; null for none
     * @throws ManagementException 400 if there is no such team
     */
    Fields settle(Fields before, Fields changed, @Nullable String asked) {
        String team = team(changed);
        if (team == null) {
            return everybodys(before, changed, asked);
        }
        if (records.find(EntityKind.TEAM, team).isEmpty()) {
            throw ManagementException.bad("Team id=" + ShownText.of(team) + " does not exist in db", INFO + "." + TEAM);
        }
        String name = asked == null || asked.startsWith(inside(team))
                ? named(before.text(NAME) == null ? changed : before)
                : asked;
        boolean same = team.equals(team(before)) && name.equals(named(before));
        Fields info = changed.object(INFO).with(PUBLIC, name);
        return changed.with(NAME, same ? before.text(NAME) : group(team, name)).with(INFO, info.values());
    }

    private static Fields everybodys(Fields before, Fields changed, @Nullable String asked) {
        if (team(before) == null) {
            return changed;
        }
        Fields info = changed.object(INFO).with(PUBLIC, null);
        return changed.with(NAME, asked == null ? named(before) : asked).with(INFO, info.values());
    }

    private static String inside(String team) {
        return "model_name_" + team + "_";
    }

    /** Several of one name are one group, so that the team's calls are shared among them. */
    private String group(String team, String name) {
        return theirs(team, name)
                .map(each -> String.valueOf(each.fields().text(NAME)))
                .orElseGet(() -> inside(team) + EntityPages.id(random));
    }

    private Optional<MadeRecord> theirs(String team, String name) {
        return book.all(MadeKind.MODEL).values().stream()
                .filter(each -> team.equals(team(each.fields())) && name.equals(named(each.fields())))
                .findFirst();
    }

    /** Brings the list of the team into line with a change of a model; after the model was written. */
    void list(Ask ask, Fields before, Fields after) {
        String team = team(after);
        if (team != null && !(team.equals(team(before)) && named(after).equals(named(before)))) {
            add(ask, team, List.of(named(after)));
        }
        String old = team(before);
        if (old != null && !(Objects.equals(old, team) && named(after).equals(named(before)))) {
            forget(ask, old, named(before));
        }
    }

    /** A name that means another model of the team, or one of everybody's, stays. A team may be gone. */
    private void forget(Ask ask, String team, String name) {
        if (!isEverybodys(name)
                && theirs(team, name).isEmpty()
                && records.find(EntityKind.TEAM, team).isPresent()) {
            remove(ask, team, List.of(name));
        }
    }

    /** Of the file, or made, even just now. */
    private boolean isEverybodys(String name) {
        return book.desk().served().deployments().stream()
                        .anyMatch(each -> each.modelGroup().equals(name))
                || book.all(MadeKind.MODEL).values().stream()
                        .map(MadeRecord::fields)
                        .anyMatch(each -> team(each) == null && name.equals(each.text(NAME)));
    }

    Entity add(Ask ask, String team, List<String> names) {
        return changed(ask, team, before -> {
            Set<String> all = new LinkedHashSet<>(before.isEmpty() ? List.of(ALL) : before);
            all.remove(NONE);
            all.addAll(names);
            return List.copyOf(all);
        });
    }

    Entity remove(Ask ask, String team, List<String> names) {
        return changed(ask, team, before -> {
            List<String> left =
                    before.stream().filter(each -> !names.contains(each)).toList();
            return left.isEmpty() && !before.isEmpty() ? List.of(NONE) : left;
        });
    }

    private Entity changed(Ask ask, String team, UnaryOperator<List<String>> change) {
        return records.update(
                EntityKind.TEAM, team, TEAM, ask, fields -> fields.with(MODELS, change.apply(fields.texts(MODELS))));
    }
}
