onmessage=(e)=>{onmessage=null;wasm_bindgen({module_or_path:e.data})}
