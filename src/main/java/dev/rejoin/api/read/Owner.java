package dev.rejoin.api.read;

import dev.rejoin.api.Call;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import java.util.Optional;

/** The item in the path of a nested collection; looked for only where the collection is empty. */
record Owner(Optional<Resource> resource) {
    void check(Call call) {
        resource.ifPresent(owner -> {
            var id = call.id("id");
            var sql = Sql.of("select exists (select from " + owner.table() + " where id = ?)", id);
            if (!call.database().query(sql, rows -> rows.next() && rows.getBoolean(1))) {
                throw new ProblemException(Problem.NotFound.item(owner.singular(), "id", id));
            }
        });
    }
}
