export type LifecycleEffect = {expire_days: number|null, expire_old_versions_days: number|null, abort_uploads_days:number|null, remove_lone_delete_markers: boolean};
