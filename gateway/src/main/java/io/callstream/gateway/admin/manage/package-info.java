/** LiteLLM's management API: keys, teams, users, customers, budgets and what they have spent. */
@NullMarked
package io.callstream.gateway.admin.manage;

import org.jspecify.annotations.NullMarked;
