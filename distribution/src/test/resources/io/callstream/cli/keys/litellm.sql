-- The tables that keys are taken over from, with the columns that the migrations of litellm-proxy-extras 0.4.110 (LiteLLM 1.108.7) leave in a
-- PostgreSQL, and rows as LiteLLM writes them. Foreign keys and indexes are left out.
CREATE TABLE "LiteLLM_BudgetTable" (
  budget_id text PRIMARY KEY, max_budget double precision, soft_budget double precision, max_parallel_requests integer, tpm_limit bigint,
  rpm_limit bigint, model_max_budget jsonb, budget_duration text, budget_reset_at timestamp(3), allowed_models text[] DEFAULT '{}',
  tpd_limit bigint, temp_budget_increase double precision, temp_budget_expiry timestamp(3),
  created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, created_by text NOT NULL,
  updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_by text NOT NULL);
CREATE TABLE "LiteLLM_ModelTable" (
  id serial PRIMARY KEY, aliases jsonb, created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, created_by text NOT NULL,
  updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_by text NOT NULL);
CREATE TABLE "LiteLLM_TeamTable" (
  team_id text PRIMARY KEY, team_alias text, organization_id text, object_permission_id text, admins text[], members text[],
  members_with_roles jsonb NOT NULL DEFAULT '{}', metadata jsonb NOT NULL DEFAULT '{}', max_budget double precision,
  soft_budget double precision, spend double precision NOT NULL DEFAULT 0.0, models text[], max_parallel_requests integer,
  tpm_limit bigint, rpm_limit bigint, budget_duration text, budget_reset_at timestamp(3), blocked boolean NOT NULL DEFAULT false,
  created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  model_spend jsonb NOT NULL DEFAULT '{}', model_max_budget jsonb NOT NULL DEFAULT '{}', router_settings jsonb DEFAULT '{}',
  team_member_permissions text[] DEFAULT '{}', access_group_ids text[] DEFAULT '{}', policies text[] DEFAULT '{}', model_id integer,
  allow_team_guardrail_config boolean NOT NULL DEFAULT false, budget_limits jsonb, default_team_member_models text[] DEFAULT '{}', tpd_limit bigint);
CREATE TABLE "LiteLLM_UserTable" (
  user_id text PRIMARY KEY, user_alias text, team_id text, sso_user_id text, organization_id text, object_permission_id text,
  password text, teams text[] DEFAULT '{}', user_role text, max_budget double precision, spend double precision NOT NULL DEFAULT 0.0,
  user_email text, models text[], metadata jsonb NOT NULL DEFAULT '{}', max_parallel_requests integer, tpm_limit bigint,
  rpm_limit bigint, budget_duration text, budget_reset_at timestamp(3), allowed_cache_controls text[] DEFAULT '{}',
  policies text[] DEFAULT '{}', model_spend jsonb NOT NULL DEFAULT '{}', model_max_budget jsonb NOT NULL DEFAULT '{}',
  created_at timestamp(3) DEFAULT CURRENT_TIMESTAMP, updated_at timestamp(3) DEFAULT CURRENT_TIMESTAMP,
  password_reset_required boolean, last_breach_check_at timestamp(3));
CREATE TABLE "LiteLLM_EndUserTable" (
  user_id text PRIMARY KEY, alias text, spend double precision NOT NULL DEFAULT 0.0, allowed_model_region text, default_model text,
  budget_id text, object_permission_id text, blocked boolean NOT NULL DEFAULT false, models text[] DEFAULT '{}');
CREATE TABLE "LiteLLM_TeamMembership" (
  user_id text, team_id text, spend double precision NOT NULL DEFAULT 0.0, total_spend double precision NOT NULL DEFAULT 0.0,
  budget_id text, PRIMARY KEY (user_id, team_id));
CREATE TABLE "LiteLLM_OrganizationTable" (
  organization_id text PRIMARY KEY, organization_alias text NOT NULL, budget_id text NOT NULL, metadata jsonb NOT NULL DEFAULT '{}',
  models text[], spend double precision NOT NULL DEFAULT 0.0, model_spend jsonb NOT NULL DEFAULT '{}', object_permission_id text,
  created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, created_by text NOT NULL,
  updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_by text NOT NULL);
CREATE TABLE "LiteLLM_OrganizationMembership" (
  user_id text, organization_id text, user_role text, spend double precision DEFAULT 0.0, budget_id text,
  created_at timestamp(3) DEFAULT CURRENT_TIMESTAMP, updated_at timestamp(3) DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (user_id, organization_id));
CREATE TABLE "LiteLLM_TagTable" (
  tag_name text PRIMARY KEY, description text, models text[], model_info jsonb, spend double precision NOT NULL DEFAULT 0.0,
  budget_id text, created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, created_by text,
  updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE "LiteLLM_VerificationToken" (
  token text PRIMARY KEY, key_name text, key_alias text, soft_budget_cooldown boolean NOT NULL DEFAULT false,
  spend double precision NOT NULL DEFAULT 0.0, expires timestamp(3), models text[], aliases jsonb NOT NULL DEFAULT '{}',
  config jsonb NOT NULL DEFAULT '{}', router_settings jsonb DEFAULT '{}', user_id text, team_id text, agent_id text, project_id text,
  permissions jsonb NOT NULL DEFAULT '{}', max_parallel_requests integer, metadata jsonb NOT NULL DEFAULT '{}', blocked boolean,
  tpm_limit bigint, rpm_limit bigint, max_budget double precision, budget_duration text, budget_reset_at timestamp(3),
  allowed_cache_controls text[] DEFAULT '{}', allowed_routes text[] DEFAULT '{}', policies text[] DEFAULT '{}',
  access_group_ids text[] DEFAULT '{}', model_spend jsonb NOT NULL DEFAULT '{}', model_max_budget jsonb NOT NULL DEFAULT '{}',
  budget_id text, organization_id text, object_permission_id text, created_at timestamp(3) DEFAULT CURRENT_TIMESTAMP, created_by text,
  updated_at timestamp(3) DEFAULT CURRENT_TIMESTAMP, updated_by text, last_active timestamp(3), rotation_count integer DEFAULT 0,
  auto_rotate boolean DEFAULT false, rotation_interval text, budget_limits jsonb, key_rotation_at timestamp(3), last_rotation_at timestamp(3),
  budget_fallbacks jsonb NOT NULL DEFAULT '{}', key_type text, settings_updated_at timestamp(3), tpd_limit bigint,
  total_spend double precision NOT NULL DEFAULT 0.0);
CREATE TABLE "LiteLLM_DeprecatedVerificationToken" (
  id text PRIMARY KEY, token text NOT NULL, active_token_id text NOT NULL, revoke_at timestamp(3) NOT NULL,
  created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE "LiteLLM_AccessGroupTable" (
  access_group_id text PRIMARY KEY, access_group_name text NOT NULL, description text, access_mcp_server_ids text[] DEFAULT '{}',
  access_agent_ids text[] DEFAULT '{}', assigned_team_ids text[] DEFAULT '{}', assigned_key_ids text[] DEFAULT '{}',
  created_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, created_by text, updated_at timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_by text, access_model_names text[] DEFAULT '{}', mcp_tool_permissions jsonb, access_skill_names text[] DEFAULT '{}');

INSERT INTO "LiteLLM_BudgetTable" (budget_id, max_budget, budget_duration, created_by, updated_by) VALUES
  ('small', 2.5, '1d', 'admin', 'admin'), ('of-ann', 3, '7d', 'admin', 'admin');
INSERT INTO "LiteLLM_ModelTable" (aliases, created_by, updated_by) VALUES ('{"best": "m"}', 'admin', 'admin');
INSERT INTO "LiteLLM_OrganizationTable" (organization_id, organization_alias, budget_id, models, spend, created_by, updated_by) VALUES
  ('acme', 'Acme', 'small', '{m}', 0.5, 'admin', 'admin');
INSERT INTO "LiteLLM_OrganizationMembership" (user_id, organization_id, user_role, budget_id) VALUES
  ('ann', 'acme', 'internal_user', 'of-ann');
INSERT INTO "LiteLLM_TagTable" (tag_name, description, budget_id) VALUES ('shop', 'of the shop', 'small');
INSERT INTO "LiteLLM_TeamTable" (team_id, team_alias, organization_id, models, members_with_roles, max_budget, spend, model_id) VALUES
  ('core', 'Core', 'acme', '{m}', '[{"role": "user", "user_id": "ann"}]', 100, 12.5, 1);
INSERT INTO "LiteLLM_TeamTable" (team_id, rpm_limit) VALUES ('broken', -5);
INSERT INTO "LiteLLM_UserTable" (user_id, user_email, user_role, password, teams, models) VALUES
  ('ann', 'ann@example.org', 'internal_user', 'scrypt:of-ann', '{core}', '{}');
INSERT INTO "LiteLLM_TeamMembership" (user_id, team_id, budget_id, spend) VALUES ('ann', 'core', 'of-ann', 0.75);
INSERT INTO "LiteLLM_EndUserTable" (user_id, budget_id, blocked, spend) VALUES ('eve', 'small', true, 0.25);
INSERT INTO "LiteLLM_VerificationToken" (token, key_name, key_alias, team_id, user_id, models, spend, max_budget, metadata) VALUES
  (encode(sha256('sk-of-litellm'), 'hex'), 'sk-...ellm', 'ci', 'core', 'ann', '{}', 1.75, 10, '{"model_rpm_limit": {"m": 100}}');
INSERT INTO "LiteLLM_VerificationToken" (token, key_alias, expires) VALUES
  (encode(sha256('sk-expired'), 'hex'), 'old', '2020-01-01'), (encode(sha256('sk-later'), 'hex'), 'later', '2100-01-01');
INSERT INTO "LiteLLM_VerificationToken" (token, team_id) VALUES (encode(sha256('sk-console'), 'hex'), 'litellm-dashboard');
-- One whose models are those of a group, too; one that was made anew while the one before it is taken for some time yet; one with windows.
INSERT INTO "LiteLLM_AccessGroupTable" (access_group_id, access_group_name, access_model_names) VALUES ('more', 'More', '{m}');
INSERT INTO "LiteLLM_VerificationToken" (token, key_alias, models, access_group_ids, rpm_limit, tpd_limit, budget_limits) VALUES
  (encode(sha256('sk-grouped'), 'hex'), 'grouped', '{small}', '{more}', 50, 1000, '[{"max_budget": 1, "budget_duration": "1h"}]');
INSERT INTO "LiteLLM_DeprecatedVerificationToken" (id, token, active_token_id, revoke_at) VALUES
  ('1', encode(sha256('sk-before'), 'hex'), encode(sha256('sk-grouped'), 'hex'), '2100-01-01'),
  ('2', encode(sha256('sk-long-gone'), 'hex'), encode(sha256('sk-later'), 'hex'), '2020-01-01');
