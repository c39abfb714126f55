package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.List;

/** {@code /team/model/add} and {@code delete}: the models that a team may call, one by one. */
final class TeamModelPages {
    private static final String TEAM = "team_id";
    private static final String MODELS = "models";

    private final ModelTeams teams;
    private final Records records;
    private final Answers answers;

    TeamModelPages(ModelTeams teams, Records records, Answers answers) {
        this.teams = teams;
        this.records = records;
        this.answers = answers;
    }

    /** A team of an organization has no more than the organization. */
    Page add(Ask ask) {
        String id = ask.required(TEAM);
        List<String> models = ask.list(MODELS);
        Fields team = records.get(EntityKind.TEAM, id, TEAM).fields();
        OrganizationBounds.check(team.with(MODELS, models), records);
        return row(teams.add(ask, id, models));
    }

    Page delete(Ask ask) {
        return row(teams.remove(ask, ask.required(TEAM), ask.list(MODELS)));
    }

    private Page row(Entity team) {
        return Answers.json(answers.row(team));
    }
}
