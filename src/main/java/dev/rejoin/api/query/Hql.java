package dev.rejoin.api.query;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * A query being put together from the kernel's own fragments; whatever a client sent is bound, never part of the text. For
 * the same parameters the text is the same, so that Hibernate translates it once.
 */
final class Hql {
    private final StringBuilder text = new StringBuilder(512);
    private final List<Object> values = new ArrayList<>();

    static Hql of(String fragment) {
        return new Hql().add(fragment);
    }

    Hql add(String fragment) {
        text.append(fragment);
        return this;
    }

    /** Binds a value; returns the parameter that stands for it, which may stand in the text more than once. */
    String bind(Object value) {
        values.add(value);
        return "?" + values.size();
    }

    /** Another text about the same values. */
    Hql with(String other) {
        var hql = of(other);
        hql.values.addAll(values);
        return hql;
    }

    String text() {
        return text.toString();
    }

    SelectionQuery<Object[]> on(StatelessSession session) {
        return on(session, Object[].class);
    }

    <T> SelectionQuery<T> on(StatelessSession session, Class<T> type) {
        var query = session.createSelectionQuery(text.toString(), type);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
