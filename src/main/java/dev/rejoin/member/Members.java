package dev.rejoin.member;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** People who are members on behalf of an organization. */
@Singleton
public class Members implements PanacheRepositoryBase<Member, UUID> {}
