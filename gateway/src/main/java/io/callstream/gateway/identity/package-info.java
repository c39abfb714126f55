/** Who may call and what each may do: keys, teams, users, customers and budgets that are made at run time. */
@NullMarked
package io.callstream.gateway.identity;

import org.jspecify.annotations.NullMarked;
